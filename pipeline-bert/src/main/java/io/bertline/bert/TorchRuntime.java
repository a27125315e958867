package io.bertline.bert;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Starts PyTorch and finds the device and the number format to compute with. */
final class TorchRuntime {
  private static final String ENGINE = "PyTorch";

  /** DJL reads it when it starts PyTorch, for the threads that PyTorch starts later. */
  private static final String THREADS_PROPERTY = "ai.djl.pytorch.num_threads";

  private static final Pattern DEVICE = Pattern.compile("(auto|cpu|gpu)(?::(\\d{1,3}))?");
  private static final Path DEVICES = Path.of("/dev");
  private static final Pattern CARD = Pattern.compile("nvidia\\d+");
  private static final int FIRST_COMPUTE_CAPABILITY_WITH_BF16 = 80;

  private TorchRuntime() {}

  /**
   * Starts PyTorch in this process unless it runs already, and returns an owner of tensors on the
   * wanted device.
   *
   * @throws BertlineException {@code OUT_OF_RESOURCES} if there is no such device, {@code USAGE} if
   *     it is none at all
   */
  static NDManager start(ModelOptions options) {
    System.setProperty(THREADS_PROPERTY, Integer.toString(options.threads()));
    Engine engine = engine();
    if (JniUtils.getNumThreads() != options.threads()) {
      JniUtils.setNumThreads(options.threads());
    }
    return NDManager.newBaseManager(device(options.device(), engine), ENGINE);
  }

  /** Returns the version of PyTorch, for example 2.7.1. */
  static String version() {
    return engine().getVersion();
  }

  /** Replaces {@link Precision#AUTO} by what suits the device. */
  static Precision resolve(Precision precision, Device device) {
    if (precision != Precision.AUTO) {
      return precision;
    }
    boolean bf16 =
        device.isGpu()
            ? Integer.parseInt(CudaUtils.getComputeCapability(device.getDeviceId()))
                >= FIRST_COMPUTE_CAPABILITY_WITH_BF16
            : Processor.ofThisMachine().multipliesBf16();
    return bf16 ? Precision.BF16 : Precision.FP32;
  }

  private static Device device(String name, Engine engine) {
    Matcher matcher = DEVICE.matcher(name);
    if (!matcher.matches() || (matcher.group(2) != null && !matcher.group(1).equals("gpu"))) {
      throw new BertlineException(
          FailureKind.USAGE, "device '" + name + "' is unknown: give auto, cpu, gpu or gpu:INDEX");
    }
    int count = engine.getGpuCount();
    if (matcher.group(1).equals("cpu") || (matcher.group(1).equals("auto") && count == 0)) {
      return Device.cpu();
    }
    int index = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    if (index >= count) {
      throw new BertlineException(
          FailureKind.OUT_OF_RESOURCES, noSuchCard(name, count, visibleCards(DEVICES)));
    }
    return Device.gpu(index);
  }

  /**
   * Returns how many graphics cards NVIDIA's driver shows, which DJL does not tell: it finds 0 on
   * every failure, from a library that is missing to a driver that is too old.
   *
   * @param devices where the driver puts its device files
   */
  static long visibleCards(Path devices) {
    try (Stream<Path> files = Files.list(devices)) {
      return files.filter(file -> CARD.matcher(file.getFileName().toString()).matches()).count();
    } catch (IOException e) {
      return 0;
    }
  }

  static String noSuchCard(String device, int usable, long visible) {
    String problem =
        "device '" + device + "' is not there: PyTorch can use " + usable + " graphics cards";
    return visible > usable
        ? problem
            + ", but this machine has "
            + visible
            + "; use an image with CUDA, a driver that is new enough for it, and a path to"
            + " libcudart (jna.library.path)"
        : problem + "; use --device auto or cpu, or an image with CUDA on a machine with a card";
  }

  private static Engine engine() {
    try {
      return Engine.getEngine(ENGINE);
    } catch (EngineException e) {
      throw new BertlineException(
          FailureKind.INTERNAL,
          "PyTorch's native library does not load on this machine: " + e.getMessage(),
          e);
    }
  }
}
