package io.bertline.bert;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertConfigFile;
import io.bertline.huggingface.ModelDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** A BERT text classifier in memory. Not safe for several threads. */
public final class BertModel implements AutoCloseable {
  private final NDManager manager;
  private final BertConfig config;
  private final ProgramSettings settings;
  private final BertProgram program;
  private final WordOrder words;
  private final ParameterValues parameters;
  private final List<NDArray> copies;
  private final Use use;

  /** What a model is loaded for. */
  private enum Use {
    TRAINING,
    /** Only to score texts, which lets weights lie in another order. */
    SCORING
  }

  private BertModel(
      NDManager manager,
      BertConfig config,
      ProgramSettings settings,
      WordOrder words,
      ParameterValues parameters,
      Use use) {
    this.manager = manager;
    this.config = config;
    this.settings = settings;
    this.program = BertProgram.compile(manager, settings);
    this.words = words;
    this.parameters = parameters;
    this.use = use;
    this.copies =
        use == Use.SCORING && packs(manager.getDevice())
            ? program.packedCopies(parameters, settings, manager)
            : program.copies(parameters, settings, manager);
  }

  /** PyTorch refuses to pack for a processor that has no instructions for bfloat16. */
  private static boolean packs(Device device) {
    return TorchRuntime.resolve(Precision.AUTO, device) == Precision.BF16;
  }

  /**
   * Loads a pretrained encoder and puts a new head on it.
   *
   * @param directory a Hugging Face model directory (config.json, model.safetensors)
   * @throws BertlineException {@code NOT_FOUND} or {@code CORRUPT_ARTIFACT} if it is not such a
   *     directory, {@code OUT_OF_RESOURCES} if there is no such device
   */
  public static BertModel pretrained(Path directory, HeadOptions head, ModelOptions options) {
    BertConfig config = ModelDirectory.readConfig(directory);
    return pretrained(directory, head, options, WordOrder.natural(config.vocabulary()));
  }

  /**
   * Loads a pretrained encoder and puts a new head on it, to be trained.
   *
   * @param directory a Hugging Face model directory (config.json, model.safetensors)
   * @param words words of the training rows first: what the optimiser then saves is most of its
   *     time for a small dataset
   * @throws BertlineException as {@link #pretrained(Path, HeadOptions, ModelOptions)}
   */
  public static BertModel pretrained(
      Path directory, HeadOptions head, ModelOptions options, WordOrder words) {
    return pretrained(directory, head, options, words, BackwardPass::of);
  }

  /**
   * Loads a pretrained encoder and puts a new head on it.
   *
   * @param backwardPass chooses the program
   */
  static BertModel pretrained(
      Path directory,
      HeadOptions head,
      ModelOptions options,
      WordOrder words,
      Function<Device, BackwardPass> backwardPass) {
    BertConfig config = ModelDirectory.readConfig(directory).withLabels(head.labelNames());
    try (WeightsFile weights = WeightsFile.open(directory.resolve(ModelDirectory.WEIGHTS))) {
      NewHead newHead = new NewHead(config, !weights.hasPooler(), head.seed());
      Loading loading = new Loading(config, head.labels() == 2, newHead.on(weights::values), words);
      return load(loading, options, backwardPass, Use.TRAINING);
    }
  }

  /**
   * Loads a classifier that is trained no further, to score texts with: in bfloat16 on a processor
   * a short text takes a tenth to a fifth less time than with one that {@link #classifier(Path,
   * ModelOptions)} loads.
   *
   * @param directory a directory that {@link #save} wrote, or any BertForSequenceClassification
   * @throws BertlineException as {@link #classifier(Path, ModelOptions)}
   */
  public static BertModel scorer(Path directory, ModelOptions options) {
    return classifier(directory, options, BackwardPass::of, Use.SCORING);
  }

  /**
   * Loads a classifier.
   *
   * @param directory a directory that {@link #save} wrote, or any BertForSequenceClassification
   * @throws BertlineException {@code NOT_FOUND} or {@code CORRUPT_ARTIFACT} if it is not such a
   *     directory, {@code OUT_OF_RESOURCES} if there is no such device
   */
  public static BertModel classifier(Path directory, ModelOptions options) {
    return classifier(directory, options, BackwardPass::of);
  }

  /**
   * Loads a classifier.
   *
   * @param backwardPass chooses the program
   */
  static BertModel classifier(
      Path directory, ModelOptions options, Function<Device, BackwardPass> backwardPass) {
    return classifier(directory, options, backwardPass, Use.TRAINING);
  }

  private static BertModel classifier(
      Path directory, ModelOptions options, Function<Device, BackwardPass> backwardPass, Use use) {
    BertConfig config = ModelDirectory.readConfig(directory);
    if (config.labels().size() < 2) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          directory.resolve(BertConfigFile.FILE)
              + ": id2label names "
              + config.labels().size()
              + " labels, a classifier has two or more");
    }
    try (WeightsFile weights = WeightsFile.open(directory.resolve(ModelDirectory.WEIGHTS))) {
      WordOrder words = WordOrder.natural(config.vocabulary());
      boolean sigmoidUnit = weights.firstLogitIsZero(config);
      Loading loading = new Loading(config, sigmoidUnit, weights::values, words);
      return load(loading, options, backwardPass, use);
    }
  }

  /** What a model is made of. */
  private record Loading(
      BertConfig config, boolean sigmoidUnit, ParameterValues.Source weights, WordOrder words) {}

  private static BertModel load(
      Loading loading, ModelOptions options, Function<Device, BackwardPass> backwardPass, Use use) {
    BertConfig config = loading.config;
    NDManager manager = TorchRuntime.start(options);
    try {
      ParameterLayout layout = ParameterLayout.of(config, loading.sigmoidUnit);
      ParameterValues parameters =
          ParameterValues.read(layout, loading.weights, loading.words, manager);
      ProgramSettings settings =
          new ProgramSettings(
              config.layers(),
              config.heads(),
              config.hidden() / config.heads(),
              config.layerNormEps(),
              loading.sigmoidUnit,
              TorchRuntime.resolve(options.precision(), manager.getDevice()),
              backwardPass.apply(manager.getDevice()),
              0,
              0,
              0,
              0,
              0);
      return new BertModel(manager, config, settings, loading.words, parameters, use);
    } catch (RuntimeException | Error e) {
      manager.close();
      throw e;
    }
  }

  /** Returns the precision the products really run in, never {@link Precision#AUTO}. */
  public Precision precision() {
    return settings.precision();
  }

  /** Returns the device the model is on, for example {@code cpu()} or {@code gpu(0)}. */
  public String device() {
    return manager.getDevice().toString();
  }

  /** Returns the version of PyTorch it runs on, for example 2.7.1. */
  public String pytorchVersion() {
    return TorchRuntime.version();
  }

  /** Returns the architecture, with the labels the model was loaded with. */
  public BertConfig config() {
    return config;
  }

  /** Returns the number of labels, at least 2. */
  public int labels() {
    return config.labels().size();
  }

  /** Returns the number of numbers the model learns. */
  public long parameterCount() {
    return parameters.layout().numbers();
  }

  /**
   * Scores texts without dropout.
   *
   * @return logits [rows][labels]; for one sigmoid unit with logit z a row is (0, z)
   * @throws BertlineException {@code BAD_INPUT} if the batch does not fit the model, {@code
   *     OUT_OF_RESOURCES} if memory does not suffice
   */
  public float[][] logits(Batch batch) {
    if (batch.rows() == 0) {
      return new float[0][];
    }
    try (BatchTensors tensors = BatchTensors.of(batch, config, words, manager)) {
      NDArray logits = program.logits(tensors, copies);
      float[] flat = logits.toFloatArray();
      float[][] rows = new float[batch.rows()][labels()];
      for (int row = 0; row < rows.length; row++) {
        System.arraycopy(flat, row * labels(), rows[row], 0, labels());
      }
      return rows;
    }
  }

  /**
   * Scores many texts without dropout.
   *
   * @param batches how many of them at a time
   * @param progress told the number of rows of each batch that is done
   * @return logits [rows][labels] in the order of the rows
   * @throws BertlineException as {@link #logits(Batch)}
   * @throws CancellationException if the thread is interrupted, which it stays
   */
  public float[][] logits(TokenRows rows, LengthSortedBatches batches, IntConsumer progress) {
    float[][] logits = new float[rows.size()][];
    for (int[] batch : batches.evaluation(rows)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted while it scored " + rows.size() + " rows");
      }
      float[][] scored = logits(rows.batch(batch));
      for (int i = 0; i < batch.length; i++) {
        logits[batch[i]] = scored[i];
      }
      progress.accept(batch.length);
    }
    return logits;
  }

  /**
   * Writes config.json (with id2label) and model.safetensors in the layout of
   * BertForSequenceClassification.
   *
   * @param directory an existing directory
   * @param labels label names in index order
   */
  public void save(Path directory, List<String> labels) {
    if (labels.size() != labels()) {
      throw new IllegalArgumentException(labels.size() + " names for " + labels() + " labels");
    }
    try {
      Files.write(
          directory.resolve(BertConfigFile.FILE), BertConfigFile.write(config.withLabels(labels)));
      WeightsFile.write(
          directory.resolve(ModelDirectory.WEIGHTS), Map.of("", parameters), Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": the model cannot be written", e);
    }
  }

  NDManager manager() {
    return manager;
  }

  ProgramSettings settings() {
    return settings;
  }

  WordOrder words() {
    return words;
  }

  boolean isTrainable() {
    return use == Use.TRAINING;
  }

  /** Returns the parameters in fp32. */
  ParameterValues parameters() {
    return parameters;
  }

  /**
   * Returns the parameters as the program takes them: the same tensors, or copies in the type of
   * its products.
   */
  List<NDArray> copies() {
    return copies;
  }

  @Override
  public void close() {
    program.close();
    manager.close();
  }
}
