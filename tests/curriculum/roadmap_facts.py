"""What the document of the roadmap says, phase by phase, for the test that nothing of it is lost."""

import re

# Phase: its weeks, how many topics and milestones the document lists, and what the topics' titles must name.
PHASES = {
    "phase-0": ((1, 3), 3, 2, "WSL2 Git SSH Make tmux Docker 3.11 pre-commit reading tests commits READMEs"),
    "phase-1": (
        *((4, 9), 7, 1),
        (
            "typing dataclasses generators managers asyncio NumPy pandas pyarrow polars RAII STL pybind11 SVD "
            "eigendecomposition expectations Bayes gradients SGD variance intervals tests"
        ),
    ),
    "phase-2": (
        *((10, 17), 4, 1),
        (
            "pipelines ColumnTransformer selection cross-validation leakage Imbalanced calibration SHAP permutation "
            "formats schemas validation"
        ),
    ),
    "phase-3": (
        *((18, 30), 5, 2),
        (
            "autograd nn.Module DataLoader initialisation normalisation regularisation schedulers precision clipping "
            "checkpointing reproducibility CNNs augmentations transfer RNNs attention transformers MLflow"
        ),
    ),
    "phase-4": (
        *((31, 43), 6, 2),
        (
            "BPE positional KV sampling temperature top-k full LoRA QLoRA PEFT adapters 4-bit chunking embeddings "
            "re-ranking indexes deletions timeouts retries sandboxing exact BLEU ROUGE groundedness toxicity vLLM "
            "batching throughput cost"
        ),
    ),
    "phase-5": (
        *((44, 52), 8, 2),
        (
            "Actions integration Docker Kubernetes Helm Feature MLflow Spark Ray Airflow Prefect Kafka logging metrics "
            "traces drift secrets PII access rate prompt-injection IAM storage networking GPUs autoscaling ONNX "
            "TensorRT-LLM quantisation"
        ),
    ),
    "phase-6": (
        *((53, 64), 5, 1),
        (
            "long structured function multi-tool harnesses safety detection segmentation multimodal diffusion scale "
            "nearest multi-objective ASR TTS diarisation streaming CUDA PyTorch Triton memory throughput"
        ),
    ),
}

# What the milestones of the document ask for, by unit.
MILESTONES = {
    "phase0/milestone-template": "dotfiles template lint test format CI",
    "phase0/milestone-hello-service": "Docker FastAPI VM",
    "phase1/milestone-from-scratch": "k-NN linear logistic tree k-means scikit-learn",
    "phase2/milestone-tabular-api": "train persist serve FastAPI containerised CI monitoring",
    "phase3/milestone-resnet-encoder": "ResNet encoder library toy",
    "phase3/milestone-image-classifier": "classifier custom 90 % metric logged reproducible",
    "phase4/milestone-rag-service": "ingest store query cite evaluations latency error dashboards",
    "phase4/milestone-lora": "LoRA narrow zero-shot",
    "phase5/milestone-bluegreen": "blue-green Kubernetes autoscaling canary decide",
    "phase5/milestone-nightly-retrain": "nightly gates rollback",
    "phase6/milestone-project": "production-grade chosen users load",
}

# Every task starts with one of these, so that a learner knows at once what to do.
DOING = frozenset(
    re.findall(
        r"\w+",
        """
        add answer apply assert attack begin bound break build check choose collect compare compile compute
        conclude construct count decide define delete deploy derive design draft draw estimate explain
        export extract feed find fit fix freeze generate grade invert label lay list log look make map
        measure name note open pick plan plant predict price prove raise read rebuild record release repair
        replay report reproduce retire review run say search set ship show simulate skim slide solve start
        switch tame test trace train try vary verify walk watch work write
        """,
    )
)
