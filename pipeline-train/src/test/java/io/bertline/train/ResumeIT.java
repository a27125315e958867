package io.bertline.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.artifact.Artifact;
import io.bertline.dataset.Split;
import io.bertline.storage.BlobInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interrupts trainings in every way, and compares what they learn with what one run learns. */
final class ResumeIT {
  private static final String MANIFEST = "_MANIFEST.json";

  /** Validations in the middle of epochs, and samples of several steps. */
  private static final Map<String, String> RECIPE =
      Map.of(
          "--threads", "1",
          "--precision", "fp32",
          "--learning-rate", "1e-3",
          "--batch-size", "8",
          "--accumulate", "2",
          "--eval-steps", "130",
          "--epochs", "60",
          "--early-stopping", "20");

  /** For what does not compare with an uninterrupted run. */
  private static final String[] SHORT = {"--epochs", "20"};

  @TempDir private Path root;
  @TempDir private Path otherRoot;
  @TempDir private Path tokenizer;
  private TinyProject project;

  @BeforeEach
  void makeProject() throws IOException {
    project = project(root);
  }

  @AfterEach
  void closeProject() {
    project.close();
  }

  private TinyProject project(Path place) throws IOException {
    TinyProject made = new TinyProject(place, tokenizer);
    made.model();
    made.dataset(List.of("bad", "good"), Map.of(Split.TRAIN, 240, Split.VALIDATION, 60));
    return made;
  }

  private TrainProcess start(String... options) throws IOException {
    Map<String, String> all = new LinkedHashMap<>(RECIPE);
    // A checkpoint whenever the one before is stored.
    all.put("--checkpoint-minutes", "0.0001");
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    List<String> arguments = new ArrayList<>(List.of("--root", root.toString()));
    all.forEach((name, value) -> arguments.addAll(List.of(name, value)));
    return TrainProcess.start(Map.of(), arguments);
  }

  private List<String> checkpoints() {
    return project.store().list("checkpoints/").stream()
        .map(BlobInfo::name)
        .filter(name -> name.endsWith(MANIFEST))
        .toList();
  }

  private long newestStep() {
    return checkpoints().stream().mapToLong(ResumeIT::step).max().orElse(0);
  }

  private static long step(String checkpoint) {
    String folder = checkpoint.split("/", -1)[2];
    return Long.parseLong(folder.substring(0, folder.indexOf('-')));
  }

  /** Runs the same training without an interruption below another root. */
  private Map<String, String> uninterrupted(String... options) throws IOException {
    try (TinyProject other = project(otherRoot)) {
      CommandRun run = CommandRun.train(otherRoot, RECIPE, options);
      assertThat(run.exitCode()).describedAs(run.err()).isZero();
      return outcome(other.classifier());
    }
  }

  /** Returns everything that was learned: digests of the files, and the course without times. */
  private static Map<String, String> outcome(Artifact classifier) {
    Map<String, String> outcome = new LinkedHashMap<>();
    classifier.manifest().files().stream()
        .filter(file -> file.content())
        .forEach(file -> outcome.put(file.path(), file.crc32c()));
    String history = new String(classifier.read(History.FILE), UTF_8);
    outcome.put("history", history.replaceAll(",\"tokens_per_second\":\\d+", ""));
    return outcome;
  }

  private void finish(TrainProcess last) throws InterruptedException {
    assertThat(last.await()).describedAs(last.text()).isZero();
  }

  @Test
  void aTrainingThatIsKilledAgainAndAgainLearnsTheSameToTheLastBit() throws Exception {
    Random random = new Random();
    int kills = 0;
    for (long before = 0; kills < 4; kills++) {
      try (TrainProcess training = start()) {
        long known = before;
        training.waitUntil(() -> newestStep() > known);
        Thread.sleep(random.nextInt(200));
        training.kill();
        assertThat(project.classifiers()).describedAs("it ended before it was killed").isEmpty();
        if (known > 0) {
          assertThat(training.text()).contains("  resumed     at step ");
        }
      }
      before = newestStep();
    }

    try (TrainProcess last = start()) {
      finish(last);
      assertThat(last.text()).contains("  resumed     at step ").doesNotContain("warning");
    }
    assertThat(outcome(project.classifier())).isEqualTo(uninterrupted());
    assertThat(project.store().list("checkpoints/")).isEmpty();
  }

  @Test
  void aTrainingThatIsTerminatedGoesOnAtThatStepAndLearnsTheSame() throws Exception {
    long stopped;
    try (TrainProcess training = start("--precision", "bf16")) {
      training.waitUntil(() -> newestStep() > 0);
      training.terminate();
      assertThat(training.await()).describedAs(training.text()).isEqualTo(143);
      assertThat(training.text())
          .contains("its checkpoint is stored, run the same command to go on");
      stopped = newestStep();
      assertThat(training.text()).contains("stopped after step " + stopped + " of 900;");
    }
    assertThat(project.classifiers()).isEmpty();

    try (TrainProcess last = start("--precision", "bf16")) {
      finish(last);
      assertThat(last.text()).contains("  resumed     at step " + stopped + " of 900, from ");
    }
    assertThat(outcome(project.classifier())).isEqualTo(uninterrupted("--precision", "bf16"));
  }

  @Test
  void twoCheckpointsAreKeptAndADamagedOneIsSkipped() throws Exception {
    try (TrainProcess training = start()) {
      training.waitUntil(() -> checkpoints().size() >= 2 && newestStep() > 200);
      training.terminate();
      training.await();
    }
    List<String> kept = checkpoints();
    assertThat(kept).hasSize(2);
    Path damaged = root.resolve(kept.get(1)).resolveSibling("moments.safetensors");
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length - 1] ^= 1;
    Files.write(damaged, bytes, StandardOpenOption.TRUNCATE_EXISTING);

    try (TrainProcess last = start()) {
      finish(last);
      assertThat(last.text())
          .contains("train: warning: skipped " + damaged + ": has CRC-32C ")
          .contains("  resumed     at step " + step(kept.get(0)) + " of 900");
    }
    assertThat(outcome(project.classifier())).isEqualTo(uninterrupted());
  }

  @Test
  void aCheckpointWithoutItsManifestDoesNotCount() throws Exception {
    try (TrainProcess training = start(SHORT)) {
      training.waitUntil(() -> !checkpoints().isEmpty());
      training.kill();
    }
    for (String manifest : checkpoints()) {
      Files.delete(root.resolve(manifest));
    }

    try (TrainProcess last = start(SHORT)) {
      finish(last);
      assertThat(last.text()).doesNotContain("resumed").doesNotContain("skipped");
    }
    assertThat(project.store().list("checkpoints/")).isEmpty();
  }

  @Test
  void twoProcessesThatTrainTheSameDoNotHurtEachOther() throws Exception {
    try (TrainProcess one = start();
        TrainProcess other = start()) {
      finish(one);
      finish(other);
      assertThat(one.text() + other.text()).contains("the same artifact first");
    }
    assertThat(outcome(project.classifier())).isEqualTo(uninterrupted());
  }

  @Test
  void goingOnWithOtherThreadsIsAllowedAndMarked() throws Exception {
    try (TrainProcess training = start(SHORT)) {
      training.waitUntil(() -> newestStep() > 0);
      training.kill();
    }
    List<String> known = checkpoints();
    try (TrainProcess anew = start("--epochs", "20", "--resume", "never")) {
      anew.waitUntil(() -> !known.containsAll(checkpoints()));
      anew.kill();
      assertThat(anew.text()).doesNotContain("resumed");
    }

    try (TrainProcess last = start("--epochs", "20", "--threads", "2")) {
      finish(last);
      assertThat(last.text()).contains("threads: 1, this run computes in ");
    }
    Artifact classifier = project.classifier();
    assertThat(new String(classifier.read("summary.json"), UTF_8)).contains("\"exact\" : false");
    assertThat(new String(classifier.read("report.html"), UTF_8))
        .contains("Not exactly repeatable.");
  }

  @Test
  void aTrainingThatCannotWriteCheckpointsWarnsAndGoesOn() throws Exception {
    Files.writeString(root.resolve("checkpoints"), "a file where a folder should be");

    try (TrainProcess training = start(SHORT)) {
      finish(training);
      assertThat(training.text())
          .contains("train: warning: the checkpoint of step ")
          .contains(" could not be stored, training goes on (none is stored yet): ");
    }
  }
}
