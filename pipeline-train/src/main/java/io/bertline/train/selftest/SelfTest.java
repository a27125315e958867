package io.bertline.train.selftest;

import io.bertline.bert.ModelOptions;
import io.bertline.bert.Precision;
import io.bertline.cli.StepContext;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.report.Numbers;
import io.bertline.train.selftest.ReferenceCheck.Deviation;
import io.bertline.train.selftest.SpeedCheck.Speed;
import java.util.Locale;

/**
 * Proves that an image trains correctly on this machine, and tells how fast: it needs no data, no
 * network and no store.
 */
public final class SelfTest {
  private final ModelOptions options;
  private final StepContext context;

  /**
   * @param options device, precision and threads to prove
   */
  public SelfTest(ModelOptions options, StepContext context) {
    this.options = options;
    this.context = context;
  }

  /**
   * Runs all checks and prints a line of each.
   *
   * @throws BertlineException {@code OUT_OF_RESOURCES} if there is no such device, {@code INTERNAL}
   *     if a result is wrong
   */
  public void run() {
    Reference reference = Reference.read();
    if (check(options.precision(), reference) != Precision.FP32) {
      check(Precision.FP32, reference);
    }
    context.print(
        "training    %d steps of %d texts at MiniLM's size ..."
            .formatted(SpeedCheck.STEPS, SpeedCheck.ROWS));
    Speed speed = SpeedCheck.run(context.scratch().resolve("speed"), options, context.clock());
    context.print(
        String.format(
            Locale.ROOT,
            "            loss %.3f to %.3f, %,.0f tokens/s on %s, %s, %s",
            speed.firstLoss(),
            speed.lastLoss(),
            speed.tokensPerSecond(),
            speed.device().replace("()", ""),
            Numbers.count(options.threads(), "thread", "threads"),
            speed.precision().toLowerCase(Locale.ROOT)));
    if (!(speed.lastLoss() < speed.firstLoss() / 2)) {
      throw failed("the loss does not fall");
    }
    context.print("self-test passed");
  }

  /** Returns the precision the products really ran in. */
  private Precision check(Precision precision, Reference reference) {
    Deviation deviation =
        ReferenceCheck.run(
            context.scratch().resolve("reference-" + precision),
            new ModelOptions(options.device(), precision, options.threads()),
            reference);
    context.print("reference   " + deviation);
    if (!deviation.allowed()) {
      throw failed("results are not those of " + reference.madeBy());
    }
    return deviation.precision();
  }

  private static BertlineException failed(String what) {
    return new BertlineException(
        FailureKind.INTERNAL,
        "self-test failed: " + what + "; do not train with this image on this machine");
  }
}
