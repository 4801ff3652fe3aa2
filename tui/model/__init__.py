"""What an article and its annotations are: plain frozen data, no input or output, no third-party library."""
