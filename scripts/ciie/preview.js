// Loads the page again when the site that `ciie serve` shows has changed.
const { number } = document.currentScript.dataset;

const wait = async () => {
  try {
    const answer = await fetch(`/-preview/news?${number}`);
    if (answer.status === 200) location.reload();
    else wait();
  } catch {
    setTimeout(wait, 1000);
  }
};

wait();
