package io.bertline.eval.scores;

/**
 * A split with its scores.
 *
 * @param scores the logits of each row
 * @param scoring how they came about
 */
public record ScoredSplit(Scores scores, Scoring scoring) {}
