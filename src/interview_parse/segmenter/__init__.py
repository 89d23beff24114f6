"""The segmenter layer: who asks, who answers, what is neither."""
