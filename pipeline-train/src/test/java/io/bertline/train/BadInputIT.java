package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.artifact.Artifact;
import io.bertline.dataset.Split;
import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each bad input has its exit code and one line that says what to do; nothing is committed. */
final class BadInputIT {
  private static final Map<String, String> RECIPE =
      Map.of("--threads", "1", "--precision", "fp32", "--max-steps", "1", "--track", "none");

  private static final List<String> LABELS = List.of("bad", "good");

  @TempDir private Path root;
  @TempDir private Path tokenizer;
  private TinyProject project;

  @BeforeEach
  void openProject() throws IOException {
    project = new TinyProject(root, tokenizer);
  }

  @AfterEach
  void nothingIsCommitted() {
    assertThat(project.classifiers()).isEmpty();
    project.close();
  }

  private void assertRefused(int exitCode, String message, String... options) {
    CommandRun run = CommandRun.train(root, RECIPE, options);
    assertThat(run.exitCode()).describedAs(run.err()).isEqualTo(exitCode);
    assertThat(run.err().strip().lines().toList()).last().asString().contains(message);
    assertThat(run.err()).doesNotContain("\tat ");
  }

  private void goodModelAndDataset() throws IOException {
    project.model();
    project.dataset(LABELS, Map.of(Split.TRAIN, 32, Split.VALIDATION, 16));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --epoch              | 2     | unknown option '--epoch'; did you mean --epochs?
          --epochs             | 0     | --epochs is 0, expected 1 to 10000
          --epochs             | two   | 'two' is not an int
          --batch-size         | 0     | --batch-size is 0, expected 1 to 65536
          --batch-tokens       | -1    | --batch-tokens is -1, expected 0 to 16777216
          --eval-steps         | -1    | --eval-steps is -1, expected a number from 0
          --keep               | worst | expected one of [BEST, LAST]
          --learning-rate      | -1    | --learning-rate is -1.0, expected above 0, at most 1
          --learning-rate      | NaN   | --learning-rate is NaN, expected above 0, at most 1
          --warmup             | 1.1   | --warmup is 1.1, expected 0 to 1
          --weight-decay       | 2     | --weight-decay is 2.0, expected 0 to 1
          --max-grad-norm      | -1    | --max-grad-norm is -1.0, expected a number from 0
          --dropout            | 1     | --dropout is 1.0, expected 0 to below 1
          --head-dropout       | -0.1  | --head-dropout is -0.1, expected 0 to below 1
          --label-smoothing    | 1     | --label-smoothing is 1.0, expected 0 to below 1
          --early-stopping     | -1    | --early-stopping is -1, expected a number from 0
          --accumulate         | 0     | --accumulate is 0, expected 1 to 65536
          --max-steps          | -1    | --max-steps is -1, expected a number from 0
          --schedule           | sine  | expected one of [LINEAR, CONSTANT, COSINE]
          --precision          | fp8   | expected one of [AUTO, FP32, BF16]
          --best-metric        | rouge | expected one of [auto, loss, accuracy, f1,
          --best-metric        | macro-f1 | 'macro-f1' does not exist for 2 labels
          --class-weights      | 1,x   | is neither none, balanced nor a list of numbers
          --class-weights      | 1,2,3 | gives 3 weights, the dataset has 2 labels [bad, good]
          --layer-decay        | 0     | --layer-decay is 0.0, expected above 0, at most 1
          --layer-decay        | 1.01  | --layer-decay is 1.01, expected above 0, at most 1
          --freeze-layers      | 3     | cannot freeze 3 layers of a model that has 2
          --threads            | none  | --threads is 'none', expected auto or a number from 1
          --device             | tpu   | device 'tpu' is unknown
          --track              | wandb | expected one of [TENSORBOARD, NONE]
          """)
  void aWrongOptionIsRefusedAsUsage(String option, String value, String message)
      throws IOException {
    goodModelAndDataset();

    assertRefused(2, message, option, value);
  }

  @Test
  void aGraphicsCardThatIsNotThereIsOutOfResources() throws IOException {
    goodModelAndDataset();

    assertRefused(8, "device 'gpu:7' is not there", "--device", "gpu:7");
  }

  @Test
  void anUnknownKeyOfAParameterFileIsRefusedAsUsage() throws IOException {
    goodModelAndDataset();
    Path parameters = tokenizer.resolve("parameters.yaml");
    Files.writeString(parameters, "train:\n  epochs: 2\n  learning-rte: 3e-5\n");

    assertRefused(2, "learning-rte", "--params-file", parameters.toString());
  }

  @Test
  void withoutADatasetOrModelTheStepThatMakesOneIsNamed() throws IOException {
    project.model();
    assertRefused(4, "has no dataset; make one with 'prep'");
  }

  @Test
  void aDatasetWithoutTheSplitIsNotFound() throws IOException {
    project.model();
    project.dataset(LABELS, Map.of(Split.TRAIN, 32));
    assertRefused(
        4, "has no rows in the validation split; run prep with --validation-size above 0");

    project.dataset(LABELS, Map.of(Split.VALIDATION, 32));
    assertRefused(4, "has no rows in the train split; run prep with --train-size above 0");
  }

  @Test
  void oneLabelAloneIsBadInput() throws IOException {
    project.model();
    project.dataset(LABELS, Map.of(Split.TRAIN, 1, Split.VALIDATION, 16));

    assertRefused(3, "every row of the train split has the label 'bad'");
  }

  @Test
  void anotherTokenizerThanTheDatasetsIsRefusedAsUsage() throws IOException {
    goodModelAndDataset();
    String cased =
        TinyProject.tokenizerJson().replace("\"lowercase\": true", "\"lowercase\": false");
    Artifact model = project.model(TinyProject.CONFIG, cased, 0.1f);

    assertRefused(2, "run prep with --tokenizer " + model.uri());
  }

  @Test
  void aDatasetOfLongerTextsThanTheModelTakesIsRefusedAsUsage() throws IOException {
    project.model();
    project.dataset(LABELS, Map.of(Split.TRAIN, 32, Split.VALIDATION, 16), 99);

    assertRefused(2, "run prep with --max-length 24");
  }

  @Test
  void aTokenTheModelDoesNotKnowIsBadInput() throws IOException {
    goodModelAndDataset();
    project.model(withVocabulary(18), TinyProject.tokenizerJson(), 0.1f);

    assertRefused(3, "the model knows 0 to 17; run prep with this model");
  }

  private static BertConfig withVocabulary(int vocabulary) {
    BertConfig config = TinyProject.CONFIG;
    return new BertConfig(
        config.layers(),
        config.hidden(),
        config.heads(),
        config.intermediate(),
        vocabulary,
        config.positions(),
        config.typeVocabulary(),
        config.layerNormEps(),
        config.hiddenAct(),
        config.initializerRange(),
        config.padTokenId(),
        List.of());
  }

  @Test
  void aTfRecordWithAFlippedBitIsACorruptArtifact() throws IOException {
    project.model();
    Artifact dataset = project.dataset(LABELS, Map.of(Split.TRAIN, 32, Split.VALIDATION, 16));
    Path shard = Path.of(dataset.uri()).resolve("train-00000-of-00001.tfrecord");
    byte[] bytes = Files.readAllBytes(shard);
    bytes[bytes.length / 2] ^= 1;
    Files.write(shard, bytes);

    assertRefused(6, "train-00000-of-00001.tfrecord: record ");
  }

  @Test
  void aTruncatedTfRecordIsACorruptArtifact() throws IOException {
    project.model();
    Artifact dataset = project.dataset(LABELS, Map.of(Split.TRAIN, 32, Split.VALIDATION, 16));
    Path shard = Path.of(dataset.uri()).resolve("validation-00000-of-00001.tfrecord");
    byte[] bytes = Files.readAllBytes(shard);
    Files.write(shard, Arrays.copyOf(bytes, bytes.length - 5));

    assertRefused(6, "validation-00000-of-00001.tfrecord");
  }

  @Test
  void aModelWithALyingSafetensorsHeaderIsACorruptArtifact() throws IOException {
    goodModelAndDataset();
    Artifact model = project.model();
    Path weights = Path.of(model.uri()).resolve(ModelDirectory.WEIGHTS);
    byte[] bytes = Files.readAllBytes(weights);
    bytes[5] = 0x7f;
    Files.write(weights, bytes);

    assertRefused(6, ModelDirectory.WEIGHTS);
  }

  @Test
  void aLossThatIsNoNumberStopsTheTrainingAndNamesTheStep() throws IOException {
    goodModelAndDataset();
    project.model(TinyProject.CONFIG, TinyProject.tokenizerJson(), Float.NaN);

    assertRefused(3, "training diverged: at step 1 (epoch 1) the loss is NaN");
    assertRefused(3, ", or look at the rows of the step: 0-0, 0-");
  }
}
