package io.bertline.eval.gate;

/**
 * One requirement of a gate.
 *
 * @param text as it was written
 * @param figure what has to be good enough
 * @param comparison how it has to lie to the bound
 * @param bound how good is enough
 */
record Clause(String text, Figure figure, Comparison comparison, Bound bound) {}
