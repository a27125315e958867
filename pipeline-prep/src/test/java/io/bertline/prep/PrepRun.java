package io.bertline.prep;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.References;
import io.bertline.artifact.StepIdentity;
import io.bertline.cli.Commands;
import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertConfigFile;
import io.bertline.huggingface.ModelDirectory;
import io.bertline.storage.BlobContent;
import io.bertline.storage.BlobStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What {@code prep} did when it was run in this process as from a shell.
 *
 * @param exitCode exit code
 * @param out standard output
 * @param err standard error
 */
record PrepRun(int exitCode, String out, String err) {
  private static final String TOKENIZER = "/all-minilm-l6-v2-tokenizer.json";

  /** Runs the command. */
  static PrepRun of(String root, String... options) {
    List<String> arguments = new ArrayList<>(List.of("--root", root, "--project", "test"));
    arguments.addAll(List.of(options));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream systemOut = System.out;
    PrintStream systemErr = System.err;
    try {
      System.setOut(new PrintStream(out, true, UTF_8));
      System.setErr(new PrintStream(err, true, UTF_8));
      int exitCode = Commands.run(new PrepCommand(), arguments.toArray(String[]::new));
      return new PrepRun(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    } finally {
      System.setOut(systemOut);
      System.setErr(systemErr);
    }
  }

  /** Returns the dataset that is the project's. */
  static Artifact dataset(BlobStore root) {
    String key =
        Objects.requireNonNull(
            new References(root).find("test", ArtifactType.DATASET).orElseThrow().key());
    return new ArtifactStore(root, Clock.systemUTC()).find(ArtifactType.DATASET, key).orElseThrow();
  }

  /** Commits a model with the tokenizer of MiniLM and no weights, and makes it the project's. */
  static void importTokenizer(BlobStore root) throws IOException {
    StepIdentity identity =
        new StepIdentity("import-model", ArtifactType.MODEL, 1, Map.of(), Map.of(), Map.of());
    try (Attempt attempt = new ArtifactStore(root, Clock.systemUTC()).begin(identity);
        InputStream tokenizer = PrepRun.class.getResourceAsStream(TOKENIZER)) {
      attempt.put(
          ModelDirectory.TOKENIZER,
          BlobContent.of(Objects.requireNonNull(tokenizer).readAllBytes()));
      BertConfig config =
          new BertConfig(
              6, 384, 12, 1536, 30522, 512, 2, 1e-12, BertConfig.GELU, 0.02, 0, List.of());
      attempt.put(BertConfigFile.FILE, BlobContent.of(BertConfigFile.write(config)));
      new References(root).set("test", attempt.commit("test", false));
    }
  }
}
