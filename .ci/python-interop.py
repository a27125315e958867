"""Loads the classifier of a root with transformers and compares the logits of its canary rows with those Java wrote."""

import json
import pathlib
import sys

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

root = pathlib.Path(sys.argv[1])
reference = json.loads((root / "projects/default/classifier.json").read_text())
directory = pathlib.Path(reference["uri"])
info = json.loads((directory / "classifier.json").read_text())
tokenizer = AutoTokenizer.from_pretrained(directory)
model, loading = AutoModelForSequenceClassification.from_pretrained(directory, output_loading_info=True)
model.eval()

problems = [f"{name}: {sorted(keys)}" for name, keys in loading.items() if keys and name != "error_msgs"]
if problems:
    sys.exit(f"{directory}: transformers complains: {'; '.join(problems)}")
labels = [model.config.id2label[i] for i in range(len(info["labels"]))]
if labels != info["labels"]:
    sys.exit(f"{directory}: config.json has the labels {labels}, classifier.json {info['labels']}")

largest = 0.0
rows = [json.loads(line) for line in (directory / "canary.jsonl").read_text().splitlines()]
for row in rows:
    encoded = tokenizer(
        row["text"], row.get("text_pair"), truncation=True, max_length=info["maxLength"], return_tensors="pt"
    )
    with torch.inference_mode():
        logits = model(**encoded).logits[0]
    largest = max(largest, (logits - torch.tensor(row["logits"])).abs().max().item())

print(f"{len(rows)} canary rows: logits of transformers differ by at most {largest:.1e}")
if not rows or largest > 1e-4:
    sys.exit(f"{directory}: expected at most 1e-4")
