package io.bertline.bert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "fpu sse2 avx512_bf16 avx512_fp16, true",
    "fpu amx_tile amx_bf16, true",
    "fpu sse2 avx512f avx512_bf16x, false",
    "'', false"
  })
  void findsBfloat16InTheFlags(String flags, boolean expected) throws IOException {
    assertThat(read("processor\t: 0\nflags\t\t: " + flags + "\nbogomips : 1\n").multipliesBf16())
        .isEqualTo(expected);
  }

  @Test
  void isTheFirstOfTheList() throws IOException {
    Processor processor =
        read("model\t: 17\nmodel name\t: AMD EPYC: 9\n\nmodel : 18\nmodel name : other\n");
    assertThat(processor.value("model name")).isEqualTo("AMD EPYC: 9");
    assertThat(processor.value("model")).isEqualTo("17");
  }

  @Test
  void tellsNothingWithoutAList() {
    Processor processor = Processor.read(directory.resolve("none"));
    assertThat(processor.value("model name")).isEmpty();
    assertThat(processor.multipliesBf16()).isFalse();
  }

  private Processor read(String list) throws IOException {
    return Processor.read(Files.writeString(directory.resolve("cpuinfo"), list));
  }
}
