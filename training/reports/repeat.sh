#!/bin/sh
# Repeats the figures of docs/models, part by part. usage: training/reports/repeat.sh PART...
#
#   data       prepares the public sets
#   light      trains and measures light models; twenty minutes on a core
#   torch      fine-tunes and measures intents; half an hour on a core, wants the [torch] extra
#   signals    measures the released model
#   pii        measures rules, and rules and model merged
#   presidio   measures Presidio; wants PRESIDIO, a Python interpreter that has presidio-analyzer and SPACY_MODEL
#   reports    writes the reports
#
# DATA   folder of the public sets (default: ../shared/data beside the checkout)
# WORK   folder for prepared data and models (default: target/figures)
# TRAIN  the command line (default: serai-train; `./serai train` is the same)
# SERAI  the launcher, which builds the gateway if need be (default: ./serai)
set -eu
cd "$(dirname "$0")/../.."
DATA=${DATA:-../shared/data}
WORK=${WORK:-target/figures}
TRAIN=${TRAIN:-serai-train}
SERAI=${SERAI:-./serai}
SIGNALS=models-onnx/serai-signals
FIGURES=docs/models/evaluations

# Lists of arguments in TRAIN are wanted, hence no quotes.
# shellcheck disable=SC2086
train() { $TRAIN "$@"; }

part_data() {
    train prepare "$DATA/intent/clinc150.json" --out "$WORK/clinc150"
    train prepare "$DATA/intent/banking77_train.csv" --out "$WORK/banking77" --val-share 0.1
    train prepare "$DATA/complexity/mmlu_pro_outcomes.json" --out "$WORK/domains"
    train prepare "$DATA/complexity/mmlu_pro_outcomes.json" --task complexity --out "$WORK/complexity"
    train prepare "$DATA/complexity/gsm8k_outcomes.json" --out "$WORK/gsm8k"
    train prepare "$DATA/pii/presidio_synth_v2.json" --out "$WORK/synthetic"
    train prepare "$DATA/pii/wnut_train" --out "$WORK/wnut17"
}

part_light() {
    for set in clinc150 banking77 domains complexity; do
        train train "$WORK/$set" --out "$WORK/$set-light"
        train evaluate "$WORK/$set-light" "$WORK/$set" --out "$FIGURES/$set-light.json"
    done
    train train "$WORK/complexity" --target gain --out "$WORK/complexity-gain-light"
    train evaluate "$WORK/complexity-gain-light" "$WORK/complexity" --out "$FIGURES/complexity-gain-light.json"
    # Nothing is trained on this set: what a score is worth elsewhere.
    train evaluate "$WORK/complexity-light" "$WORK/gsm8k" --out "$FIGURES/gsm8k-light.json"
    train evaluate "$WORK/complexity-gain-light" "$WORK/gsm8k" --out "$FIGURES/gsm8k-gain-light.json"
}

part_torch() {
    train train "$WORK/clinc150" --trainer torch --epochs 4 --out "$WORK/clinc150-torch"
    train train "$WORK/banking77" --trainer torch --epochs 6 --out "$WORK/banking77-torch"
    for set in clinc150 banking77; do
        train evaluate "$WORK/$set-torch" "$WORK/$set" --out "$FIGURES/$set-torch.json"
    done
}

part_signals() {
    for set in domains complexity gsm8k; do
        train evaluate "$SIGNALS" "$WORK/$set" --out "$FIGURES/$set-signals.json"
    done
    for set in synthetic wnut17; do
        train evaluate "$SIGNALS" "$WORK/$set" --out "$FIGURES/$set-model.json"
    done
}

part_pii() {
    for set in synthetic wnut17; do
        train evaluate "$SIGNALS" "$WORK/$set" --serai "$SERAI" --out "$FIGURES/$set-serai.json"
        train evaluate none "$WORK/$set" --serai "$SERAI" --out "$FIGURES/$set-rules.json"
    done
}

part_presidio() {
    for set in synthetic wnut17; do
        presidio "$set" rules
        presidio "$set" sm --spacy-model "$SPACY_MODEL"
        presidio "$set" sm-organizations --spacy-model "$SPACY_MODEL" --organizations
    done
}

# Set $1, measured into a file of the name $2, with further arguments.
presidio() {
    out="$FIGURES/$1-presidio-$2.json"
    data="$WORK/$1"
    shift 2
    train evaluate none "$data" --presidio "$PRESIDIO" "$@" --out "$out"
}

part_reports() {
    for description in training/reports/*.yaml; do
        train report "$description" "$FIGURES" --out "docs/models/$(basename "$description" .yaml).md"
    done
}

for part in "$@"; do
    "part_$part"
done
