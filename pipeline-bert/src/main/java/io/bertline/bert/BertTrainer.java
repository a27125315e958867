package io.bertline.bert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Changes a model step by step: forward, backward, clip, AdamW. Not safe for several threads. */
public final class BertTrainer implements AutoCloseable {
  private static final String WEIGHTS = "model.safetensors";
  private static final String MOMENTS = "moments.safetensors";

  /** Name in the metadata of the weights, see {@link UnusedWords#pending}. */
  private static final String UNUSED_WORDS_FACTOR = "unused_words_factor";

  private final BertModel model;
  private final NDManager manager;
  private final BertProgram program;
  private final ParameterLayout trained;
  private final List<NDArray> copies;
  private final AdamW optimizer;
  private final UnusedWords unusedWords;
  private final Dropout dropout;
  private final float[] classWeights;
  private final long seed;

  private BertTrainer(BertModel model, TrainingOptions options, Predicate<Parameter> decays) {
    ParameterLayout all = model.parameters().layout();
    ParameterLayout layout = all.withWords(model.words().used());
    int frozen = all.frozenParameters(options);
    ProgramSettings settings = model.settings().training(options, frozen);
    this.model = model;
    this.dropout = settings.backwardPass().dropout(settings, model.config().hidden());
    this.classWeights = options.classWeights(model.labels());
    this.seed = options.seed();
    this.trained = layout.from(frozen);
    this.manager = model.manager().newSubManager();
    this.program = BertProgram.compile(manager, settings);
    NDArray table = model.parameters().tensors().get(0);
    this.unusedWords =
        frozen == 0 ? UnusedWords.of(table, model.words(), manager) : UnusedWords.none();
    NDArray usedWords = table.get(new NDIndex(":{}", model.words().used()));
    usedWords.attach(manager);
    this.copies = frozen == 0 ? withFirst(usedWords, model.copies()) : model.copies();
    List<NDArray> parameters = withFirst(usedWords, model.parameters().tensors());
    this.optimizer =
        new AdamW(
            program,
            trained,
            parameters.subList(frozen, parameters.size()),
            copies.subList(frozen, copies.size()),
            rateFactors(all, options.layerDecay(), frozen),
            i -> decays.test(trained.parameters().get(i)),
            options,
            manager);
  }

  private static List<NDArray> withFirst(NDArray first, List<NDArray> tensors) {
    List<NDArray> replaced = new ArrayList<>(tensors);
    replaced.set(0, first);
    return replaced;
  }

  /** The head and the last layer learn at the whole rate. */
  private static double[] rateFactors(ParameterLayout layout, double layerDecay, int frozen) {
    return IntStream.range(frozen, layout.parameters().size())
        .mapToDouble(i -> Math.pow(layerDecay, Math.max(0, layout.distanceToHead(i) - 1)))
        .toArray();
  }

  /**
   * Starts training a model. The model stays usable for {@link BertModel#logits} between steps.
   *
   * @throws BertlineException {@code USAGE} if the model has fewer layers than are to be frozen
   */
  public static BertTrainer of(BertModel model, TrainingOptions options) {
    return of(model, options, Parameter::decays);
  }

  /**
   * Starts training a model.
   *
   * @param decays which parameters weight decay applies to
   */
  static BertTrainer of(BertModel model, TrainingOptions options, Predicate<Parameter> decays) {
    if (!model.isTrainable()) {
      throw new IllegalArgumentException("the model was loaded to score texts, not to be trained");
    }
    int layers = model.config().layers();
    if (options.freezeLayers() > layers) {
      throw new BertlineException(
          FailureKind.USAGE,
          "cannot freeze %d layers of a model that has %d"
              .formatted(options.freezeLayers(), layers));
    }
    return new BertTrainer(model, options, decays);
  }

  /** Returns the number of numbers that change: those of the model without the frozen ones. */
  public long trainedParameterCount() {
    return trained.numbers();
  }

  /**
   * Takes one optimiser step.
   *
   * @param microBatches one batch, or several whose gradients are added up, so that every row of
   *     the step counts the same (times the weight of its class)
   * @param step 0 for the first step; decides the dropout masks and Adam's bias correction
   * @param learningRate learning rate of this step
   * @throws BertlineException {@code BAD_INPUT} if a batch does not fit the model, {@code
   *     OUT_OF_RESOURCES} if memory does not suffice
   */
  public StepResult step(List<Batch> microBatches, long step, double learningRate) {
    float lossScale = (float) (1 / totalWeight(microBatches));
    try (NDManager stepManager = manager.newSubManager()) {
      Gradients first = gradients(microBatches.get(0), lossScale, place(step, 0), stepManager);
      List<NDArray> losses = new ArrayList<>(List.of(first.loss()));
      List<NDArray> sums = first.tensors();
      for (int i = 1; i < microBatches.size(); i++) {
        if (i == 1) {
          sums = program.sums(sums, stepManager);
        }
        try (NDManager batchManager = stepManager.newSubManager()) {
          Gradients more = gradients(microBatches.get(i), lossScale, place(step, i), batchManager);
          program.accumulate(sums, more.tensors());
          more.loss().attach(stepManager);
          losses.add(more.loss());
        }
      }
      NDArray norm = optimizer.step(sums, step + 1, learningRate, stepManager);
      // Numbers are read last: on a graphics card that waits for everything before.
      return result(losses, norm, learningRate);
    }
  }

  private StepResult result(List<NDArray> losses, NDArray norm, double learningRate) {
    double gradientNorm = norm.getFloat();
    if (Double.isFinite(gradientNorm)) {
      unusedWords.decay(optimizer.decayFactor(0, learningRate));
    }
    return new StepResult(losses.stream().mapToDouble(NDArray::getFloat).sum(), gradientNorm);
  }

  /**
   * Does what the steps have put off: words that occur in no training row are decayed. Call it
   * before the model is scored or saved, at steps that do not depend on the course of a run.
   */
  public void settle() {
    unusedWords.settle();
  }

  /** Returns the seed of the dropout of a micro-batch. */
  private long place(long step, int microBatch) {
    return SplitMix.seed(seed, step, microBatch);
  }

  /**
   * Loss and gradients of a batch.
   *
   * @param loss times the scale, []
   * @param tensors one for each trained parameter
   */
  record Gradients(NDArray loss, List<NDArray> tensors) {}

  /**
   * Computes loss and gradients of one batch.
   *
   * @param lossScale reciprocal of the sum of class weights over all rows of the step
   * @param dropoutSeed decides what is dropped
   * @param owner manager of the gradients
   */
  Gradients gradients(Batch batch, float lossScale, long dropoutSeed, NDManager owner) {
    try (BatchTensors tensors = BatchTensors.of(batch, model.config(), model.words(), owner)) {
      NDManager batchManager = tensors.manager();
      Targets targets =
          new Targets(
              batchManager.create(batch.labels(), new Shape(batch.rows())),
              batchManager.create(classWeights),
              batchManager.create(lossScale));
      List<NDArray> dropped = dropout.arguments(batch, batchManager, dropoutSeed);
      NDList results = program.gradients(tensors, targets, dropped, copies);
      results.attach(owner);
      return new Gradients(results.get(0), results.subList(1, results.size()));
    }
  }

  private double totalWeight(List<Batch> microBatches) {
    double total = 0;
    for (Batch batch : microBatches) {
      if (batch.labels().length != batch.rows()) {
        throw new IllegalArgumentException("a batch to train on needs a label for each row");
      }
      for (long label : batch.labels()) {
        if (label < 0 || label >= classWeights.length) {
          throw new BertlineException(
              FailureKind.BAD_INPUT,
              "label index %d is not one of the %d labels of the model"
                  .formatted(label, classWeights.length));
        }
        total += classWeights[(int) label];
      }
    }
    return total;
  }

  /**
   * Writes what a training needs to go on, beside the number of steps: the model and Adam's
   * moments.
   *
   * @param directory an existing directory; gets two safetensors files whose tensors have the names
   *     of the model, those of the moments with a prefix
   */
  public void save(Path directory) {
    Map<String, String> metadata =
        Map.of(UNUSED_WORDS_FACTOR, Double.toString(unusedWords.pending()));
    try {
      WeightsFile.write(directory.resolve(WEIGHTS), Map.of("", model.parameters()), metadata);
      optimizer.save(directory.resolve(MOMENTS));
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": the training cannot be saved", e);
    }
  }

  /**
   * Goes on from an earlier training of the same model on the same rows with the same options.
   *
   * @param directory what {@link #save} wrote
   * @throws BertlineException {@code NOT_FOUND} or {@code CORRUPT_ARTIFACT}
   */
  public void load(Path directory) {
    try (WeightsFile weights = WeightsFile.open(directory.resolve(WEIGHTS))) {
      double pending = weights.number(UNUSED_WORDS_FACTOR);
      model.parameters().replace(weights::values, manager);
      optimizer.load(directory.resolve(MOMENTS));
      unusedWords.restore(pending);
    }
    program.refresh(model.copies(), model.parameters().tensors());
  }

  NDManager manager() {
    return manager;
  }

  @Override
  public void close() {
    program.close();
    manager.close();
  }
}
