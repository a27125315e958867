package io.bertline.bert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class TorchScriptArchiveTest {
  private static final String METHODS =
      """
      # What one is.
      def one(self) -> int:
        return 1

      def two(self, x: int) -> int:
        return 2
      """;

  @Test
  void holdsTheMethodsInAClass() throws IOException {
    assertThat(entries(TorchScriptArchive.of(METHODS)).get("program/code/__torch__.py"))
        .isEqualTo(
            """
            class Bert(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def one(self: __torch__.Bert) -> int:
                return 1
              def two(self: __torch__.Bert, x: int) -> int:
                return 2
            """);
  }

  @Test
  void hasTheEntriesOfAModuleWithoutParameters() throws IOException {
    assertThat(entries(TorchScriptArchive.of(METHODS)))
        .containsOnlyKeys(
            "program/data.pkl",
            "program/code/__torch__.py",
            "program/constants.pkl",
            "program/version");
  }

  @Test
  void equalProgramsHaveEqualBytes() {
    assertThat(TorchScriptArchive.of(METHODS)).isEqualTo(TorchScriptArchive.of(METHODS));
  }

  private static Map<String, String> entries(byte[] archive) throws IOException {
    Map<String, String> entries = new HashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
        entries.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }
}
