"""Knowledge to views, and views through templates to tagged Markdown pages."""
