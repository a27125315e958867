package io.bertline.prep;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactFile;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.References;
import io.bertline.dataset.DatasetInfo;
import io.bertline.dataset.DatasetReader;
import io.bertline.dataset.Split;
import io.bertline.dataset.SplitRows;
import io.bertline.dataset.TokenizedRow;
import io.bertline.prep.split.TextCounts;
import io.bertline.prep.statistics.DatasetStatistics;
import io.bertline.prep.statistics.RowCounts;
import io.bertline.prep.statistics.StatisticsFile;
import io.bertline.storage.BlobStore;
import io.bertline.storage.LocalBlobStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrepCommandIT {
  @TempDir Path directory;
  private Path root = Path.of("");
  private BlobStore store = new LocalBlobStore(Path.of(""));

  @BeforeEach
  void importTokenizer() throws IOException {
    root = directory.resolve("root");
    store = new LocalBlobStore(root);
    PrepRun.importTokenizer(store);
  }

  @ParameterizedTest
  @ValueSource(strings = {"flink", "direct"})
  void makesTheFilesOfADataset(String runner) throws IOException {
    Path input = write("train.csv", Tables.questions(400, new Random(1)));

    PrepRun run = prep("--input", input.toString(), "--runner", runner);

    assertThat(run.exitCode()).as(run.err()).isZero();
    Artifact dataset = PrepRun.dataset(store);
    assertThat(dataset.manifest().files())
        .extracting(ArtifactFile::path)
        .contains(
            "dataset.json",
            "report.html",
            "statistics.json",
            "test-00000-of-00001.tfrecord",
            "text-hashes-test",
            "text-hashes-train",
            "text-hashes-validation",
            "tokenizer/tokenizer.json",
            "train-00000-of-00001.tfrecord",
            "validation-00000-of-00001.tfrecord")
        .noneMatch(path -> path.startsWith("staged") || path.startsWith("outcome"));
    assertThat(filesOnDisk(dataset))
        .containsExactlyInAnyOrderElementsOf(
            dataset.manifest().files().stream().map(ArtifactFile::path).toList());
  }

  @Test
  void aSmallTableIsLeftToTheDirectRunnerUnlessAnotherIsWanted() throws IOException {
    String input = write("train.csv", Tables.questions(100, new Random(1))).toString();

    assertThat(prep("--input", input).err()).contains("Beam's direct runner: 1 ranges");
    assertThat(prep("--input", input, "--force", "--runner", "flink").err())
        .contains("Flink in this process: 1 ranges");
    assertThat(prep("--input", input, "--runner", "spark").err())
        .contains("--runner spark: must be auto, flink or direct");
  }

  @Test
  void likeReadsTheTablesOfTheDatasetAgain() throws IOException {
    Path input = write("train.csv", Tables.questions(200, new Random(1)));
    Path test = write("test.csv", Tables.questions(50, new Random(2)));
    String[] tables = {"--input", input.toString(), "--test-input", test.toString()};
    PrepRun first = prep(tables);
    assertThat(first.exitCode()).as(first.err()).isZero();

    PrepRun changed = prep("--like", "project:test", "--max-length", "16");

    assertThat(changed.exitCode()).as(changed.err()).isZero();
    PrepRun typed = prep(tables[0], tables[1], tables[2], tables[3], "--max-length=16");
    assertThat(typed.err()).contains("is up to date");
  }

  @Test
  void everyRowArrivesInOneSplitWithItsTextAndLabel() throws IOException {
    Path input = write("train.csv", Tables.questions(400, new Random(1)));

    assertThat(prep("--input", input.toString(), "--slice-columns", "source").exitCode()).isZero();

    DatasetReader reader = DatasetReader.open(PrepRun.dataset(store));
    DatasetInfo info = reader.info();
    assertThat(info.labels()).containsExactly("0", "1");
    assertThat(info.positiveLabel()).isEqualTo("1");
    Set<String> ids = new HashSet<>();
    for (Split split : Split.values()) {
      List<TokenizedRow> rows = rows(reader, split);
      rows.forEach(row -> assertThat(ids.add(row.id())).isTrue());
      assertThat(rows).allMatch(row -> (row.text() == null) == (split == Split.TRAIN));
      assertThat(rows)
          .filteredOn(row -> split != Split.TRAIN)
          .allMatch(row -> row.slices().keySet().equals(Set.of("source")));
    }
    DatasetStatistics statistics = StatisticsFile.read(PrepRun.dataset(store));
    assertThat(statistics.rows().read()).isEqualTo(400);
    assertThat(ids).hasSize((int) statistics.rows().kept());
    assertThat(statistics.examples()).hasSize(6);
    assertThat(statistics.examples().get(0).tokens()).startsWith("[CLS]").endsWith("[SEP]");
  }

  @Test
  void aSecondRunFindsTheDatasetUpToDate() throws IOException {
    Path input = write("train.csv", Tables.questions(100, new Random(1)));
    prep("--input", input.toString());
    String first = PrepRun.dataset(store).uri();

    PrepRun again = prep("--input", input.toString(), "--runner", "direct", "--parallelism", "1");

    assertThat(again.exitCode()).isZero();
    assertThat(again.err()).contains("is up to date");
    assertThat(PrepRun.dataset(store).uri()).isEqualTo(first);
  }

  @Test
  void rowsThatCannotBeUsedAreDeadLetters() throws IOException {
    byte[] table = Tables.questions(300, new Random(1)).getBytes(UTF_8);
    Path input = directory.resolve("bad.csv");
    Files.write(input, table);
    Files.write(input, "x,y\n,q1,caf\u00e9,0,s\n".getBytes(ISO_8859_1), StandardOpenOption.APPEND);

    PrepRun run = prep("--input", input.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    Artifact dataset = PrepRun.dataset(store);
    List<String> lines =
        new String(dataset.read("dead-letters-00000-of-00001.jsonl"), UTF_8).lines().toList();
    int bytes = table.length;
    assertThat(lines)
        .containsExactly(
            "{\"input\":0,\"row\":302,\"byte\":"
                + bytes
                + ",\"reason\":\"wrong number of columns\","
                + "\"message\":\"has 2 columns, the header has 5\",\"raw\":\"x,y\\n\"}",
            "{\"input\":0,\"row\":303,\"byte\":"
                + (bytes + 11)
                + ",\"column\":\"question_text\","
                + "\"reason\":\"not UTF-8\",\"message\":\"column 'question_text' is not UTF-8; save"
                + " the table as UTF-8\",\"raw_base64\":\"LHExLGNhZuksMCxzCg==\"}");
    assertThat(StatisticsFile.read(dataset).deadLettersByReason())
        .isEqualTo(Map.of("not UTF-8", 1L, "wrong number of columns", 1L));
    assertThat(new String(dataset.read("report.html"), UTF_8))
        .contains("bad.csv: row 302 (byte " + bytes + ")")
        .contains("column &#39;question_text&#39; is not UTF-8");
  }

  @Test
  void theLimitOfBadRowsIsAppliedToADatasetThatExists() throws IOException {
    Path input = write("train.csv", Tables.questions(200, new Random(1)) + "x\nx\n");
    assertThat(prep("--input", input.toString()).exitCode()).isZero();

    PrepRun strict = prep("--input", input.toString(), "--max-bad-rows", "0");

    assertThat(strict.exitCode()).isEqualTo(3);
    assertThat(strict.err()).contains("2 of 202 rows could not be used, more than --max-bad-rows");
  }

  @Test
  void aDatasetThatIsNotAsExpectedIsNeitherMadeNorReferredTo() throws IOException {
    Path input = write("train.csv", Tables.questions(200, new Random(1)));

    PrepRun refused = prep("--input", input.toString(), "--expect", "rows>=500, duplicates<=0.01");

    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.err())
        .containsPattern(
            "rows is 1\\d\\d, expected rows>=500; duplicates is 0\\.0\\d+, expected"
                + " duplicates<=0\\.01; change the data or --expect");
    assertThat(store.list("datasets/")).isEmpty();
    assertThat(prep("--input", input.toString(), "--no-reference").exitCode()).isZero();
    assertThat(prep("--input", input.toString(), "--expect", "test_rows>=50").exitCode())
        .isEqualTo(3);
    assertThat(new References(store).find("test", ArtifactType.DATASET)).isEmpty();
    assertThat(prep("--input", input.toString(), "--expect", "test_rows>=5").exitCode()).isZero();
    assertThat(new References(store).find("test", ArtifactType.DATASET)).isPresent();
  }

  @Test
  void theSameRowsInAnyFormatMakeTheSameRecords() throws IOException {
    StringBuilder csv = new StringBuilder("id,text,label\n");
    StringBuilder tsv = new StringBuilder("id\ttext\tlabel\n");
    StringBuilder jsonl = new StringBuilder();
    for (int row = 0; row < 50; row++) {
      csv.append("r%d,\"\"\"text\"\", %d\",%s\n".formatted(row, row, row % 2 == 0));
      tsv.append("r%d\t\"text\", %d\t%s\r\n".formatted(row, row, row % 2 == 0));
      jsonl.append(
          "{\"label\":%s,\"text\":\"\\\"text\\\", %d\",\"id\":\"r%d\"}\n"
              .formatted(row % 2 == 0, row, row));
    }
    Set<Set<String>> results = new HashSet<>();

    for (String table : List.of(csv.toString(), tsv.toString(), jsonl.toString())) {
      PrepRun run = prep("--input", write("table", table).toString(), "--runner", "direct");
      assertThat(run.exitCode()).as(run.err()).isZero();
      DatasetReader reader = DatasetReader.open(PrepRun.dataset(store));
      Set<String> records = new HashSet<>();
      for (Split split : Split.values()) {
        for (TokenizedRow row : rows(reader, split)) {
          records.add(row.id() + " " + Arrays.toString(row.inputIds()) + " " + row.label());
        }
      }
      assertThat(records).hasSize(50);
      results.add(records);
    }

    assertThat(results).hasSize(1);
  }

  @Test
  void aFieldOfTwoHundredMegabytesIsADeadLetter() throws IOException {
    Path input = directory.resolve("large.csv");
    try (BufferedWriter out = Files.newBufferedWriter(input)) {
      out.write("text,label\n\"");
      String block = "word ".repeat(1 << 18);
      for (int i = 0; i < 160; i++) {
        out.write(block);
      }
      out.write("\",0\n");
      for (int row = 0; row < 200; row++) {
        out.write("text %d,%d\n".formatted(row, row % 2));
      }
    }

    PrepRun run = prep("--input", input.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    DatasetStatistics statistics = StatisticsFile.read(PrepRun.dataset(store));
    assertThat(statistics.rows().kept()).isEqualTo(200);
    assertThat(statistics.deadLettersByReason()).isEqualTo(Map.of("line too long", 1L));
  }

  @Test
  void dataThatIsSplitAlreadyStaysSplit() throws IOException {
    Path train = write("train.csv", "text,label\n" + numbered(0, 90));
    Path validation = write("dev.tsv", "label\ttext\n1\ttext 5\n0\ttext 100\n");
    Path test = write("test.csv", "label,text\n1,text 7\n0,text 200\n");

    PrepRun run =
        prep(
            "--input",
            train.toString(),
            "--validation-input",
            validation.toString(),
            "--test-input",
            test.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    DatasetReader reader = DatasetReader.open(PrepRun.dataset(store));
    assertThat(rows(reader, Split.TEST))
        .extracting(TokenizedRow::text)
        .containsExactlyInAnyOrder("text 7", "text 200");
    assertThat(rows(reader, Split.VALIDATION))
        .extracting(TokenizedRow::text)
        .containsExactlyInAnyOrder("text 5", "text 100");
    assertThat(rows(reader, Split.TRAIN)).hasSize(88);
  }

  @Test
  void keptAndIgnoredDuplicatesAndRowsLeftOverAreAccountedFor() throws IOException {
    Path input = write("t.csv", "text,label\n" + numbered(0, 100) + numbered(0, 50));

    assertThat(prep("--input", input.toString(), "--duplicates", "keep").exitCode()).isZero();
    DatasetStatistics kept = StatisticsFile.read(PrepRun.dataset(store));
    PrepRun ignored =
        prep(
            "--input",
            input.toString(),
            "--duplicates",
            "ignore",
            "--train-size",
            "0.1",
            "--validation-size",
            "7",
            "--test-size",
            "0");

    assertThat(ignored.exitCode()).as(ignored.err()).isZero();
    assertThat(kept.rows()).isEqualTo(new RowCounts(150, 150, 0, 0, 0, 0));
    assertThat(kept.texts()).isEqualTo(new TextCounts(100, 50, 0, 0));
    DatasetStatistics some = StatisticsFile.read(PrepRun.dataset(store));
    assertThat(some.rows()).isEqualTo(new RowCounts(150, 22, 0, 0, 128, 0));
    assertThat(some.split(Split.TRAIN).rows()).isEqualTo(15);
    assertThat(some.split(Split.VALIDATION).rows()).isEqualTo(7);
  }

  private static String numbered(int from, int to) {
    StringBuilder rows = new StringBuilder();
    for (int row = from; row < to; row++) {
      rows.append("text ").append(row).append(',').append(row % 2).append('\n');
    }
    return rows.toString();
  }

  @Test
  void severalTablesAndAPatternMakeOneDataset() throws IOException {
    write("a-1.csv", Tables.questions(60, new Random(1)));
    write("a-2.csv", Tables.questions(60, new Random(2)));
    Path other = write("b.csv", Tables.questions(60, new Random(3)));

    PrepRun run = prep("--input", directory + "/a-*.csv", "--input", other.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(StatisticsFile.read(PrepRun.dataset(store)).rows().read()).isEqualTo(180);
  }

  @Test
  void definitionsOfNounsAreEmbedded() throws IOException {
    PrepRun run = prep("--input", "embedded:wordnet-feelings");

    assertThat(run.exitCode()).as(run.err()).isZero();
    DatasetInfo info = DatasetReader.open(PrepRun.dataset(store)).info();
    assertThat(info.labels()).containsExactly("other", "feeling or state");
    assertThat(Objects.requireNonNull(info.splits().get("train")).rows())
        .isBetween(15_800L, 16_000L);
  }

  @Test
  void twentySixCategoriesMakeAMultiClassDataset() throws IOException {
    PrepRun run = prep("--input", "embedded:wordnet-nouns");

    assertThat(run.exitCode()).as(run.err()).isZero();
    DatasetInfo info = DatasetReader.open(PrepRun.dataset(store)).info();
    assertThat(info.labels()).hasSize(26);
    assertThat(info.positiveLabel()).isNull();
  }

  @Test
  void realQuestionsMakeADataset() throws IOException {
    Path questions = sampleOfRealQuestions();

    PrepRun run = prep("--input", questions.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    DatasetStatistics statistics = StatisticsFile.read(PrepRun.dataset(store));
    assertThat(statistics.rows().complete()).isTrue();
    assertThat(statistics.rows().deadLetters()).isZero();
    assertThat(statistics.labels()).containsExactly("0", "1");
  }

  /** The sample is not ours to give away; it may lie beside the repository. */
  private static Path sampleOfRealQuestions() {
    Optional<Path> sample =
        Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .map(folder -> folder.resolve("shared/data/quora-2000.csv"))
            .filter(Files::exists)
            .findFirst();
    Assumptions.assumeTrue(
        sample.isPresent(), "no shared/data/quora-2000.csv beside the repository");
    return sample.get();
  }

  private PrepRun prep(String... options) {
    return PrepRun.of(root.toString(), options);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private List<String> filesOnDisk(Artifact dataset) {
    String folder = dataset.folder() + "/";
    return store.list(folder).stream().map(b -> b.name().substring(folder.length())).toList();
  }

  private static List<TokenizedRow> rows(DatasetReader reader, Split split) {
    List<TokenizedRow> rows = new ArrayList<>();
    try (SplitRows in = reader.rows(split)) {
      in.forEachRemaining(rows::add);
    }
    return rows;
  }
}
