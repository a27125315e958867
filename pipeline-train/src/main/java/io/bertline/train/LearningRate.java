package io.bertline.train;

/**
 * The learning rate of each optimiser step: a linear warm-up from zero to the peak, then the
 * schedule. Same values as {@code get_linear_schedule_with_warmup}, {@code
 * get_cosine_schedule_with_warmup} and {@code get_constant_schedule_with_warmup} of Hugging Face
 * transformers, so that a run can be compared with one there.
 *
 * @param peak learning rate at the end of the warm-up
 * @param schedule how it falls from there
 * @param warmupSteps steps of the warm-up, 0 to {@code totalSteps}
 * @param totalSteps steps of the whole run, at least 1
 */
record LearningRate(double peak, Schedule schedule, long warmupSteps, long totalSteps) {

  /**
   * Plans a run.
   *
   * @param warmup share of the steps spent on the warm-up, 0 to 1; rounded up to whole steps
   */
  static LearningRate of(double peak, Schedule schedule, double warmup, long totalSteps) {
    // 0.1 * 30 is 3.0000000000000004 in binary: without the tolerance that would be 4 steps.
    long warmupSteps = (long) Math.ceil(warmup * totalSteps - 1e-9);
    return new LearningRate(peak, schedule, warmupSteps, totalSteps);
  }

  /**
   * Returns the rate of one optimiser step.
   *
   * @param step 0 for the first step
   */
  double at(long step) {
    if (step < warmupSteps) {
      return peak * step / warmupSteps;
    }
    double progress =
        (double) Math.min(step - warmupSteps, totalSteps - warmupSteps)
            / Math.max(1, totalSteps - warmupSteps);
    return switch (schedule) {
      case LINEAR -> peak * (1 - progress);
      case CONSTANT -> peak;
      case COSINE -> peak * 0.5 * (1 + Math.cos(Math.PI * progress));
    };
  }
}
