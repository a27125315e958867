import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Drives the prototype of the training step (class Step, in the default package as this) as a
 * worker of TrainBenchmark: the same rows, its best program.
 */
public final class PrototypeWorker {
  public static void main(String[] arguments) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err);
    Path directory = Path.of(arguments[0]);
    List<int[]> rows = numbers(directory.resolve("rows.txt"));
    List<int[]> batches = numbers(directory.resolve("batches.txt"));
    Map<Integer, Integer> compact = new HashMap<>();
    for (int[] row : rows) {
      for (int i = 1; i < row.length; i++) {
        compact.putIfAbsent(row[i], compact.size());
      }
    }
    prepare(directory.endsWith("bert-base"), compact.size());
    Step.Variant program = program();
    List<Step.Batch> prepared = new ArrayList<>();
    for (int[] batch : batches) {
      prepared.add(batch(rows, batch, compact));
    }
    answers.println("{\"ready\": true}");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      answers.println(line.equals("end") ? peak() : round(program, prepared));
    }
  }

  private static List<int[]> numbers(Path file) throws Exception {
    return Files.readAllLines(file).stream()
        .map(line -> Arrays.stream(line.split(" ")).mapToInt(Integer::parseInt).toArray())
        .toList();
  }

  /** What Step.main does before its first round. */
  private static void prepare(boolean base, int words) throws Exception {
    Step.L = base ? 12 : 6;
    Step.D = base ? 768 : 384;
    Step.H = 12;
    Step.F = 4 * Step.D;
    Step.U = words;
    Engine.getEngine("PyTorch").setRandomSeed(7);
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(true);
    Step.m = NDManager.newBaseManager("PyTorch");
    Step.opt = Archive.load(Step.m, Archive.text("target/prototype/src/adamw.py", Map.of()));
    int index = 0;
    for (long[] sizes : Step.shapes()) {
      Shape shape = new Shape(sizes);
      Step.p12.add(
          Step.gain(index++)
              ? Step.m.ones(shape)
              : Step.m.randomNormal(0f, 0.02f, shape, DataType.FLOAT32));
      Step.m12.add(Step.m.zeros(shape));
      Step.v12.add(Step.m.zeros(shape));
    }
    Step.step = Step.m.zeros(new Shape());
    Step.empty = Step.m.zeros(new Shape(0));
    NDList in = new NDList();
    for (NDArray parameter : Step.p12) {
      parameter.setName("p[]");
      in.add(parameter);
    }
    NDArray method = Step.m.create(0);
    method.setName("module_method:shadow");
    in.add(method);
    Step.wAll = IValueUtils.forward(Step.opt, in, true);
    Step.wAll.attach(Step.m);
    Step.wbf = new NDList();
    Step.wf = new NDList();
    Step.wOpt = new NDList();
    for (int i = 0; i < Step.p12.size(); i++) {
      int k = (i - 5) % 12;
      boolean matrix = i >= 5 && i < 5 + 12 * Step.L && k != 4 && k != 5 && k < 10;
      if (matrix) {
        Step.wbf.add(Step.wAll.get(i));
        Step.wf.add(Step.p12.get(i));
      }
      Step.wOpt.add(matrix ? Step.wAll.get(i) : Step.empty);
    }
  }

  private static Step.Variant program() throws Exception {
    Step.Variant program = new Step.Variant();
    program.name = "prototype";
    program.f = new LinkedHashSet<>(List.of("BF", "DROP", "JMASK", "CLS"));
    program.bf = true;
    int head = Step.D / Step.H;
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("DT", 15);
    values.put("AT", 15);
    values.put("D", Step.D);
    values.put("H", Step.H);
    values.put("HD", head);
    values.put("L", Step.L);
    values.put("F", Step.F);
    values.put("ALPHA", 1 / Math.sqrt(head));
    values.put("P", "0.1");
    values.put("PL", 16);
    values.put("GELU", "none");
    values.put("S", Step.S);
    values.put("TH", Step.TH);
    String text = Archive.text("target/prototype/src/train_step.py", Map.of());
    program.ops = Archive.load(Step.m, Step.select(text, program.f, values));
    return program;
  }

  private static Step.Batch batch(List<int[]> rows, int[] batch, Map<Integer, Integer> compact) {
    Step.Batch result = new Step.Batch();
    int texts = batch.length;
    result.T = Arrays.stream(batch).map(row -> rows.get(row).length - 1).max().orElseThrow();
    result.N = texts * result.T;
    result.ids = new long[result.N];
    result.pos = new long[result.N];
    result.cls = new long[texts];
    result.labels = new long[texts];
    result.kbias = new float[result.N];
    for (int i = 0; i < texts; i++) {
      int[] row = rows.get(batch[i]);
      result.labels[i] = row[0];
      result.cls[i] = (long) i * result.T;
      result.real += row.length - 1;
      for (int t = 0; t < result.T; t++) {
        boolean real = t + 1 < row.length;
        result.ids[i * result.T + t] = real ? compact.get(row[t + 1]) : 0;
        result.pos[i * result.T + t] = t;
        result.kbias[i * result.T + t] = real ? 0 : -10000;
      }
    }
    result.rows = new long[result.real];
    return result;
  }

  private static String round(Step.Variant program, List<Step.Batch> batches) throws Exception {
    List<Double> cpu = new ArrayList<>();
    List<Double> wall = new ArrayList<>();
    double loss = 0;
    for (Step.Batch batch : batches) {
      double cpuStart = processorSeconds();
      long wallStart = System.nanoTime();
      try (NDManager manager = Step.m.newSubManager()) {
        NDArray mask = Step.mask(program, manager, batch);
        NDList gradients = Step.grads(program, manager, batch, mask);
        loss = gradients.get(0).getFloat();
        Step.optimise(program, manager, gradients);
      }
      wall.add((System.nanoTime() - wallStart) / 1e9);
      cpu.add(processorSeconds() - cpuStart);
    }
    return "{\"cpu\": " + cpu + ", \"wall\": " + wall + ", \"loss\": " + loss + "}";
  }

  /** As Clocks of the benchmark has it. */
  private static double processorSeconds() throws Exception {
    String me = Path.of("/proc/thread-self").toRealPath().getFileName().toString();
    long nanoseconds = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (File thread : new File("/proc/self/task").listFiles()) {
      if (!thread.getName().equals(me)) {
        String counters = Files.readString(thread.toPath().resolve("schedstat"));
        nanoseconds += Long.parseLong(counters.substring(0, counters.indexOf(' ')));
      }
    }
    return nanoseconds / 1e9;
  }

  private static String peak() throws Exception {
    String line =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(text -> text.startsWith("VmHWM:"))
            .findFirst()
            .orElseThrow();
    return "{\"peak_mb\": " + Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1_000_000 + "}";
  }
}
