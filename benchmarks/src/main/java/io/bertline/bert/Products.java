package io.bertline.bert;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.NullMarked;

/**
 * The three products of a dense layer on bfloat16, as the training program asks for them: in the
 * package of its archive, which nobody else may use.
 */
@NullMarked
public final class Products implements AutoCloseable {
  private static final int REPETITIONS = 10;
  private static final String PROGRAM =
      """
      def bfloat16(self, x: Tensor) -> Tensor:
        return torch.to(x, 15)
      def forward(self, x: Tensor, w: Tensor, b: Tensor) -> Tensor:
        return ops.mkldnn._linear_pointwise(x, w, b, "none", annotate(List[Optional[number]], []), "")
      def input_gradient(self, y: Tensor, w: Tensor) -> Tensor:
        return torch.mm(y, w)
      def weight_gradient(self, y: Tensor, x: Tensor) -> Tensor:
        return torch.mm(torch.t(y), x)
      """;

  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private final PtSymbolBlock block;

  public Products() {
    try (ByteArrayInputStream archive = new ByteArrayInputStream(TorchScriptArchive.of(PROGRAM))) {
      block = JniUtils.loadModule((PtNDManager) manager, archive, false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the least seconds of y = x w' + b, of the gradient of x and of the gradient of w.
   *
   * @param seconds the clock
   */
  public double[] seconds(int rows, int in, int out, DoubleSupplier seconds) {
    try (NDManager owner = manager.newSubManager();
        IValue x = random(owner, rows, in);
        IValue w = random(owner, out, in);
        IValue y = random(owner, rows, out);
        IValue b = random(owner, out)) {
      return new double[] {
        best(seconds, "forward", x, w, b),
        best(seconds, "input_gradient", y, w),
        best(seconds, "weight_gradient", y, x)
      };
    }
  }

  private double best(DoubleSupplier seconds, String method, IValue... arguments) {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < REPETITIONS; i++) {
      double start = seconds.getAsDouble();
      IValueUtils.runMethod(block, method, arguments).close();
      best = Math.min(best, seconds.getAsDouble() - start);
    }
    return best;
  }

  private IValue random(NDManager owner, long... sizes) {
    try (IValue values = IValue.from((PtNDArray) owner.randomNormal(new Shape(sizes)))) {
      return IValueUtils.runMethod(block, "bfloat16", values);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
