package io.bertline.bert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Changes a model step by step: forward, backward, clip, AdamW. Not safe for several threads. */
public final class BertTrainer implements AutoCloseable {
  private final BertModel model;
  private final NDManager manager;
  private final BertProgram program;
  private final ParameterLayout trained;
  private final AdamW optimizer;
  private final DropoutFactors dropout;
  private final DropoutFactors headDropout;
  private final float[] classWeights;
  private final long seed;

  private BertTrainer(BertModel model, TrainingOptions options, Predicate<Parameter> decays) {
    ParameterLayout layout = model.parameters().layout();
    List<NDArray> parameters = model.parameters().tensors();
    int frozen = layout.frozenParameters(options.freezeLayers());
    this.model = model;
    this.dropout = new DropoutFactors(options.dropout());
    this.headDropout = new DropoutFactors(options.headDropout());
    this.classWeights = options.classWeights(model.labels());
    this.seed = options.seed();
    this.trained = layout.from(frozen);
    this.manager = model.manager().newSubManager();
    this.program =
        BertProgram.compile(manager, model.settings().training(options.labelSmoothing(), frozen));
    this.optimizer =
        new AdamW(
            program,
            trained,
            parameters.subList(frozen, parameters.size()),
            decays,
            options,
            manager);
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
      Gradients total = gradients(microBatches.get(0), lossScale, place(step, 0), stepManager);
      double loss = total.loss();
      for (int i = 1; i < microBatches.size(); i++) {
        try (NDManager batchManager = stepManager.newSubManager()) {
          Gradients more = gradients(microBatches.get(i), lossScale, place(step, i), batchManager);
          program.accumulate(total.tensors(), more.tensors());
          loss += more.loss();
        }
      }
      double norm = optimizer.step(total.tensors(), step + 1, learningRate, stepManager);
      return new StepResult(loss, norm);
    }
  }

  /** Returns the seed of the dropout of a micro-batch. */
  private long place(long step, int microBatch) {
    return SplitMix.seed(seed, step, microBatch);
  }

  /**
   * Loss and gradients of a batch.
   *
   * @param tensors one for each trained parameter
   */
  record Gradients(double loss, List<NDArray> tensors) {}

  /**
   * Computes loss and gradients of one batch.
   *
   * @param lossScale reciprocal of the sum of class weights over all rows of the step
   * @param dropoutSeed decides what is dropped
   * @param owner manager of the gradients
   */
  Gradients gradients(Batch batch, float lossScale, long dropoutSeed, NDManager owner) {
    try (BatchTensors tensors = BatchTensors.of(batch, model.config(), owner)) {
      int hidden = model.config().hidden();
      NDManager batchManager = tensors.manager();
      Targets targets =
          new Targets(
              batchManager.create(batch.labels(), new Shape(batch.rows())),
              batchManager.create(classWeights),
              batchManager.create(lossScale));
      NDArray keep =
          dropout.create(
              batchManager,
              model.settings().droppedPlaces(batch, hidden),
              SplitMix.seed(dropoutSeed, 0));
      NDArray headKeep =
          headDropout.create(
              batchManager, (long) batch.rows() * hidden, SplitMix.seed(dropoutSeed, 1));
      NDList results =
          program.gradients(tensors, targets, keep, headKeep, model.parameters().tensors());
      results.attach(owner);
      return new Gradients(results.get(0).getFloat(), results.subList(1, results.size()));
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
   * Writes what a training needs to go on beside the model and the number of steps: Adam's moments.
   *
   * @param file a new safetensors file; names are those of the model with a prefix
   */
  public void saveMoments(Path file) {
    try {
      optimizer.save(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written", e);
    }
  }

  /**
   * Goes on from the moments of an earlier training of the same model with the same options.
   *
   * @param file what {@link #saveMoments} wrote
   * @throws BertlineException {@code NOT_FOUND} or {@code CORRUPT_ARTIFACT}
   */
  public void loadMoments(Path file) {
    optimizer.load(file);
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
