package io.bertline.bert;

/**
 * What one training step measured.
 *
 * @param loss mean loss over the rows of the step, natural logarithm
 * @param gradientNorm global L2 norm of the gradients before clipping; when it is not finite, the
 *     step has changed nothing
 */
public record StepResult(double loss, double gradientNorm) {}
