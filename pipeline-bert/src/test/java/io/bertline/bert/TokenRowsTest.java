package io.bertline.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.failure.BertlineException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenRowsTest {
  @TempDir private Path directory;
  private final TokenRows rows = rows(new TokenRows.Builder());

  private static TokenRows rows(TokenRows.Builder builder) {
    return builder
        .add(new int[] {101, 7, 102}, new int[3], 1)
        .add(new int[] {101, 8, 102, 9, 102}, new int[] {0, 0, 0, 1, 1}, 0)
        .build();
  }

  @Test
  void keepsWhatWasAdded() {
    assertThat(rows.size()).isEqualTo(2);
    assertThat(rows.tokens()).isEqualTo(8);
    assertThat(rows.length(1)).isEqualTo(5);
    assertThat(rows.label(0)).isEqualTo(1);
    assertThat(rows.tokenIds().stream()).containsExactly(7, 8, 9, 101, 102);
  }

  @Test
  void aBatchIsPaddedToItsLongestRow() {
    Batch batch = rows.batch(new int[] {1, 0});
    assertThat(batch.rows()).isEqualTo(2);
    assertThat(batch.length()).isEqualTo(5);
    assertThat(batch.inputIds()).containsExactly(101, 8, 102, 9, 102, 101, 7, 102, 0, 0);
    assertThat(batch.typeIds()).containsExactly(0, 0, 0, 1, 1, 0, 0, 0, 0, 0);
    assertThat(batch.lengths()).containsExactly(5, 3);
    assertThat(batch.labels()).containsExactly(0, 1);
    assertThat(batch.tokens()).isEqualTo(8);
  }

  @Test
  void rowsInAFileAreTheSame() {
    try (TokenRows.Builder builder = new TokenRows.Builder(directory.resolve("rows"))) {
      TokenRows inFile = rows(builder);
      assertThat(inFile.size()).isEqualTo(2);
      assertThat(inFile.tokens()).isEqualTo(8);
      assertThat(inFile.label(0)).isEqualTo(1);
      assertThat(inFile.batch(new int[] {1, 0}))
          .usingRecursiveComparison()
          .isEqualTo(rows.batch(new int[] {1, 0}));
    }
  }

  @Test
  void rowsInAFileOutliveItsClosing() {
    TokenRows inFile;
    try (TokenRows.Builder builder = new TokenRows.Builder(directory.resolve("rows"))) {
      inFile = rows(builder);
    }
    assertThat(inFile.batch(new int[] {0}).inputIds()).containsExactly(101, 7, 102);
  }

  @Test
  void aFileThatCannotBeMadeIsNamed() {
    Path file = directory.resolve("missing").resolve("rows");
    assertThatThrownBy(() -> new TokenRows.Builder(file))
        .isInstanceOf(BertlineException.class)
        .hasMessageStartingWith(file + ": cannot be written: ")
        .hasMessageContaining("TMPDIR");
  }

  @Test
  void refusesTokenTypesThatAreNotTwoTextsInARow() {
    TokenRows.Builder builder = new TokenRows.Builder();
    assertThatThrownBy(() -> builder.add(new int[3], new int[] {0, 1, 0}, 0))
        .isInstanceOf(BertlineException.class)
        .hasMessage("row 0: token type 0 at place 2, expected 0 for the first text, then 1");
    assertThatThrownBy(() -> builder.add(new int[0], new int[0], 0))
        .isInstanceOf(BertlineException.class)
        .hasMessageStartingWith("row 0 has 0 token ids");
  }
}
