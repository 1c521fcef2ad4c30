"""Records, vocabulary, dates, references and problems: values without input or output."""
