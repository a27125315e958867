"""Classifies texts with the pipeline of Hugging Face, as io.bertline.benchmarks.predict.PredictBenchmark does with Bertline.

    python predict_peer.py measure CLASSIFIER FILE THREADS PRECISION    a row of a Markdown table
    python predict_peer.py whole CLASSIFIER FILE THREADS PRECISION OUT   reads the texts, writes label and score of each; no more

PRECISION is float32, which the pipeline takes by itself, or bfloat16. Batches of 32 rows in the order of the file, each padded to
its longest row, as pipelines do.
"""
import csv
import sys
import time

command, classifier, file, threads, precision = sys.argv[1:6]

import torch
import transformers
from transformers import pipeline

transformers.logging.set_verbosity_error()
transformers.utils.logging.disable_progress_bar()
torch.set_num_threads(int(threads))
classify = pipeline(
    "text-classification", model=classifier, device="cpu", dtype=getattr(torch, precision), batch_size=32, truncation=True,
    max_length=128, top_k=None)
with open(file, encoding="utf-8") as lines:
    texts = [line.rstrip("\n") for line in lines]


def measure():
    classify(texts[:256])
    wall, cpu = time.perf_counter(), time.process_time()
    classify(texts)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    single = []
    for text in texts[:1000]:
        start = time.perf_counter()
        classify(text)
        single.append(time.perf_counter() - start)
    single.sort()
    print("| Hugging Face, %s | %s | %.0f | %.0f | %.1f | %.1f |" % (
        precision, threads, len(texts) / wall, len(texts) / cpu, 1000 * single[len(single) // 2],
        1000 * single[len(single) * 99 // 100]))


def whole(out):
    with open(out, "w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table)
        for number, scores in enumerate(classify(texts), 1):
            rows.writerow([number, scores[0]["label"], *(score["score"] for score in scores)])


if command == "measure":
    measure()
else:
    whole(sys.argv[6])
