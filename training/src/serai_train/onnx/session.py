"""ONNX Runtime sessions as every part of the package opens them."""

from __future__ import annotations

import onnxruntime as ort


def open_session(model: bytes, threads: int = 1) -> ort.InferenceSession:
    """Load a serialized model on the CPU.

    Args:
        model: Serialized ONNX.
        threads: Threads of one run; 1 makes times comparable with the gateway's, which runs one session a core.
    """
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
