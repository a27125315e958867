"""Others that train the same rows: Hugging Face transformers at its fastest options, or the recipe of the tutorial.

    python train_peers.py huggingface|recipe DIRECTORY THREADS

DIRECTORY has a model as transformers saves it, rows.txt (label, token ids) and batches.txt (numbers of rows). The process reads
a command a line and answers with a line of JSON, as io.bertline.benchmarks.train.StepWorker does:
    round OPTIONS    trains one step on each batch; processor and wall seconds of each
    end              the most memory the process ever had

huggingface: OPTIONS are PRECISION/ATTENTION: bf16 (autocast), medium (float32 whose products oneDNN may take in bfloat16) or
fp32; sdpa or eager. AdamW of PyTorch, fused, with decay groups; clipping to 1; each batch padded to its longest row. A loop by
hand, which is what Trainer does without its bookkeeping.
recipe: every row padded to 128, float32, dropout 0.5 before one sigmoid unit, Adam: TensorFlow's tutorial code in PyTorch.
It takes one batch a round, as all cost the same.
"""
import json
import os
import resource
import sys
import time

kind, directory, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])

import torch
import transformers
from transformers import BertForSequenceClassification, BertModel

transformers.logging.set_verbosity_error()
torch.set_num_threads(threads)
torch.manual_seed(42)


def numbers(name):
    with open(os.path.join(directory, name)) as file:
        return [[int(number) for number in line.split()] for line in file]


rows = [(line[1:], line[0]) for line in numbers("rows.txt")]
batches = numbers("batches.txt")


def padded(batch, length=0):
    length = length or max(len(rows[row][0]) for row in batch)
    ids = torch.zeros(len(batch), length, dtype=torch.int64)
    mask = torch.zeros(len(batch), length, dtype=torch.int64)
    for i, row in enumerate(batch):
        count = len(rows[row][0])
        ids[i, :count] = torch.tensor(rows[row][0])
        mask[i, :count] = 1
    return ids, mask, torch.tensor([rows[row][1] for row in batch])


class HuggingFace:
    def __init__(self):
        self.model = BertForSequenceClassification.from_pretrained(directory, num_labels=2, dtype=torch.float32)
        self.model.train()
        plain = [p for name, p in self.model.named_parameters() if name.endswith("bias") or "LayerNorm" in name]
        decayed = [p for name, p in self.model.named_parameters() if not (name.endswith("bias") or "LayerNorm" in name)]
        groups = [{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}]
        self.optimizer = torch.optim.AdamW(groups, lr=2e-5, fused=True)

    def choose(self, options):
        precision, attention = options.split("/")
        self.model.set_attn_implementation(attention)
        torch.set_float32_matmul_precision("medium" if precision == "medium" else "highest")
        self.autocast = precision == "bf16"
        return batches

    def step(self, batch):
        ids, mask, labels = padded(batch)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.autocast):
            loss = self.model(input_ids=ids, attention_mask=mask, labels=labels).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        return loss.item()


class Recipe:
    def __init__(self):
        self.encoder = BertModel.from_pretrained(directory, attn_implementation="eager", dtype=torch.float32).train()
        self.head = torch.nn.Sequential(torch.nn.Dropout(0.5), torch.nn.Linear(self.encoder.config.hidden_size, 1))
        self.optimizer = torch.optim.Adam([*self.encoder.parameters(), *self.head.parameters()], lr=2e-5, eps=1e-7)

    def choose(self, options):
        return batches[len(batches) // 2:len(batches) // 2 + 1]

    def step(self, batch):
        ids, mask, labels = padded(batch, 128)
        logits = self.head(self.encoder(input_ids=ids, attention_mask=mask).pooler_output)[:, 0]
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, labels.float())
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return loss.item()


def peak_megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 // 1000000


def main():
    # Answers have the standard output for themselves, whatever the libraries print.
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    trainer = HuggingFace() if kind == "huggingface" else Recipe()
    print(json.dumps({"torch": torch.__version__, "transformers": transformers.__version__}), file=answers)
    for line in sys.stdin:
        command = line.split()
        if command[0] == "end":
            print(json.dumps({"peak_mb": peak_megabytes()}), file=answers)
            continue
        answer = {"cpu": [], "wall": []}
        for batch in trainer.choose(command[1]):
            wall, cpu = time.perf_counter(), time.process_time()
            answer["loss"] = trainer.step(batch)
            answer["wall"].append(time.perf_counter() - wall)
            answer["cpu"].append(time.process_time() - cpu)
        print(json.dumps(answer), file=answers)


main()
