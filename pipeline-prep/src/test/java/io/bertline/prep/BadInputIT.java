package io.bertline.prep;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.storage.BlobStore;
import io.bertline.storage.LocalBlobStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bad input has its exit code and one line, and leaves nothing behind. */
class BadInputIT {
  private static final String TABLE = Tables.questions(40, new Random(1));

  @TempDir Path directory;

  /**
   * A bad input.
   *
   * @param file name of the input; empty to write none
   * @param content its bytes
   * @param options further options
   * @param exitCode what the command ends with
   * @param line what it says, where DIR is the folder of the input
   */
  record Case(
      String name, String file, byte[] content, List<String> options, int exitCode, String line) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() throws IOException {
    byte[] gzip = gzip(TABLE.getBytes(UTF_8));
    byte[] damaged = gzip.clone();
    damaged[gzip.length - 6] ^= 1;
    return Stream.of(
        of(
            "missing file",
            "",
            "",
            4,
            "DIR/absent.csv: does not exist; check the path",
            "--input",
            "DIR/absent.csv"),
        of(
            "pattern without a file",
            "",
            "",
            4,
            "DIR/*.tsv: matches no file",
            "--input",
            "DIR/*.tsv"),
        of(
            "directory",
            "",
            "",
            4,
            "DIR: is a directory; name its files, for example DIR/*.csv",
            "--input",
            "DIR"),
        of(
            "another scheme",
            "",
            "",
            2,
            "ftp://example.com/a.csv: cannot be read; give a file, gs://bucket/object,"
                + " https://host/file or embedded:wordnet-feelings,"
                + " embedded:wordnet-feelings-all, embedded:wordnet-nouns",
            "--input",
            "ftp://example.com/a.csv"),
        of("empty file", "a.csv", "", 3, "DIR/a.csv: is empty; expected a header line and rows"),
        of("header only", "a.csv", "id,text,label\n", 3, "DIR/a.csv: has a header but no rows"),
        of(
            "blank lines only",
            "a.csv",
            "text,label\n\n\n",
            3,
            "DIR/a.csv: has a header but no rows"),
        of(
            "missing column",
            "a.csv",
            TABLE,
            3,
            "DIR/a.csv: has no column 'txt'; there are (unnamed), qid, question_text, target,"
                + " source",
            "--text-column",
            "txt"),
        of(
            "no column of a usual name",
            "a.csv",
            "frage,antwort\na,b\n",
            3,
            "DIR/a.csv: has no column of a usual name; choose one with --text-column; there are"
                + " frage, antwort"),
        of(
            "label outside the list",
            "a.csv",
            TABLE,
            3,
            "DIR/a.csv: row 2 (byte 33): column 'target' is \"0\", expected one of [yes, no]; 40 of"
                + " 40 rows (100.00 %) cannot be used, more than --max-bad-rows 0.01",
            "--labels",
            "yes,no"),
        of(
            "one class only",
            "a.csv",
            "text,label\na,1\nb,1\n",
            3,
            "DIR/a.csv: column 'label' has one value, \"1\", in all 2 rows; a classifier needs two"
                + " labels"),
        of(
            "too few rows",
            "a.csv",
            "text,label\na,1\nb,0\n",
            3,
            "DIR/a.csv: 2 distinct texts are too few: the validation split would be empty; add rows"
                + " or change --validation-size"),
        of(
            "absent positive label",
            "a.csv",
            TABLE,
            3,
            "DIR/a.csv: column 'target' is never \"yes\", the --positive-label; there are 0, 1",
            "--positive-label",
            "yes"),
        new Case(
            "invalid UTF-8",
            "a.csv",
            "text,label\na,1\ncaf\u00e9,0\n".getBytes(ISO_8859_1),
            List.of(),
            3,
            "DIR/a.csv: row 3 (byte 18): column 'text' is not UTF-8; save the table as UTF-8; 1 of"
                + " 2 rows (50.00 %) cannot be used, more than --max-bad-rows 0.01"),
        of(
            "too many bad rows",
            "a.csv",
            TABLE + "x\n".repeat(9),
            3,
            "DIR/a.csv: row 42 (byte "
                + TABLE.getBytes(UTF_8).length
                + "): has 1 columns, the"
                + " header has 5; 9 of 49 rows (18.37 %) cannot be used, more than --max-bad-rows"
                + " 0.1",
            "--max-bad-rows",
            "0.1"),
        new Case(
            "truncated gzip",
            "a.csv.gz",
            Arrays.copyOf(gzip, gzip.length - 100),
            List.of(),
            3,
            "DIR/a.csv.gz: ends in the middle of its compressed data; fetch it again"),
        new Case(
            "corrupt gzip",
            "a.csv.gz",
            damaged,
            List.of(),
            3,
            "DIR/a.csv.gz: is damaged (Corrupt GZIP trailer); fetch it again"),
        new Case(
            "archive of two tables",
            "a.zip",
            zip("x.csv", "y.csv"),
            List.of(),
            3,
            "DIR/a.zip: holds more than one file (x.csv, y.csv); extract the one to use"),
        new Case(
            "UTF-16",
            "a.csv",
            "text,label\n".getBytes(UTF_16),
            List.of(),
            3,
            "DIR/a.csv: is UTF-16; save it as UTF-8"),
        of(
            "binary",
            "a.csv",
            "text,label\n" + "\u0001".repeat(3 << 20),
            3,
            "DIR/a.csv: row 2 (byte 11): is a line of more than 1 MiB; 1 of 1 rows (100.00 %)"
                + " cannot be used, more than --max-bad-rows 0.01"),
        of(
            "shares that sum to more than one",
            "a.csv",
            TABLE,
            2,
            "--train-size, --validation-size, --test-size: the shares sum to 1.1, more than 1",
            "--train-size",
            "0.9"),
        of(
            "two sizes of the test",
            "a.csv",
            TABLE,
            2,
            "--test-size 0.2: the test split is what --test-input holds; give one of the two",
            "--test-input",
            "DIR/a.csv",
            "--test-size",
            "0.2"),
        of(
            "length beyond the model",
            "a.csv",
            TABLE,
            2,
            "--max-length 1000: the model DIR/root/",
            "--max-length",
            "1000"),
        of(
            "expectation of something unknown",
            "a.csv",
            TABLE,
            2,
            "--expect unkown<=1: must be like unknown_tokens<=0.05 or rows>=1000, with one of",
            "--expect",
            "unkown<=1"),
        of("unknown option", "a.csv", TABLE, 2, "--max-lenght", "--max-lenght", "10"),
        of(
            "unknown embedded table",
            "",
            "",
            4,
            "embedded:verbs: is not embedded; there are embedded:wordnet-feelings,"
                + " embedded:wordnet-feelings-all, embedded:wordnet-nouns",
            "--input",
            "embedded:verbs"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void badInputHasAnExitCodeAndOneLine(Case bad) throws IOException {
    BlobStore root = new LocalBlobStore(directory.resolve("root"));
    PrepRun.importTokenizer(root);
    List<String> options =
        new ArrayList<>(
            bad.options().stream().map(o -> o.replace("DIR", directory.toString())).toList());
    // Its failures have more causes around them.
    options.add("--runner=flink");
    if (!bad.file().isEmpty()) {
      Path input = directory.resolve(bad.file());
      Files.write(input, bad.content());
      options.addAll(List.of("--input", input.toString()));
    }

    PrepRun run = PrepRun.of(root.root(), options.toArray(String[]::new));

    assertThat(run.exitCode()).as(run.err()).isEqualTo(bad.exitCode());
    String last = run.err().lines().reduce((first, second) -> second).orElse("");
    assertThat(last).startsWith("prep: ").contains(bad.line().replace("DIR", directory.toString()));
    assertThat(root.list("datasets/")).isEmpty();
  }

  private static Case of(
      String name, String file, String content, int exitCode, String line, String... options) {
    return new Case(name, file, content.getBytes(UTF_8), List.of(options), exitCode, line);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(TABLE.getBytes(UTF_8));
      }
    }
    return out.toByteArray();
  }
}
