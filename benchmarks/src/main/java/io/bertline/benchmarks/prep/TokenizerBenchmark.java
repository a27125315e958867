package io.bertline.benchmarks.prep;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.bertline.text.Tokenizer;
import io.bertline.text.Tokenizers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Texts a second of the tokenizer alone, beside DJL's binding of the Hugging Face library. The
 * property {@code tokenizer} names the folder of a {@code tokenizer.json}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class TokenizerBenchmark {
  /** Too many for the processor to learn them by heart. */
  private static final int TEXTS = 50_000;

  private static final int MAX_LENGTH = 128;

  private List<String> texts = List.of();
  private int next;
  private @Nullable Tokenizer tokenizer;
  private @Nullable HuggingFaceTokenizer library;

  /** Loads both, for each thread its own. */
  @Setup
  public void load() throws IOException {
    Path folder = Path.of(System.getProperty("tokenizer"));
    Path file = folder.resolve("tokenizer.json");
    texts = Questions.texts(TEXTS, file);
    tokenizer = Tokenizers.load(folder);
    library =
        HuggingFaceTokenizer.newInstance(
            file, Map.of("padding", "false", "truncation", "true", "maxLength", "" + MAX_LENGTH));
  }

  private String text() {
    next = next + 1 == texts.size() ? 0 : next + 1;
    return texts.get(next);
  }

  /** The tokenizer of prep and of predict. */
  @Benchmark
  public Object bertline() {
    return Objects.requireNonNull(tokenizer).encode(text(), null, MAX_LENGTH);
  }

  /** The Rust library through DJL's class. */
  @Benchmark
  public Object djl() {
    return Objects.requireNonNull(library).encode(text());
  }

  /** Frees what the library holds. */
  @TearDown
  public void close() {
    Objects.requireNonNull(tokenizer).close();
    Objects.requireNonNull(library).close();
  }
}
