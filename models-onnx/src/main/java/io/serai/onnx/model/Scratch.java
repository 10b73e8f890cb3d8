package io.serai.onnx.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/** Memory outside the heap for the inputs and outputs of runs, used again and again. For one thread. */
public final class Scratch {
    private static final int PAGE = 1 << 12;

    private final List<ByteBuffer> inputs = new ArrayList<>();
    private final List<ByteBuffer> outputs = new ArrayList<>();

    /** Without any memory yet. */
    public Scratch() {}

    /** Room for {@code size} numbers of input {@code input}; what was there before is lost. */
    LongBuffer longs(int input, int size) {
        return bytes(inputs, input, size * Long.BYTES).asLongBuffer();
    }

    /** Room for {@code size} numbers of output {@code output}; what was there before is lost. */
    FloatBuffer floats(int output, int size) {
        return bytes(outputs, output, size * Float.BYTES).asFloatBuffer();
    }

    private static ByteBuffer bytes(List<ByteBuffer> buffers, int place, int size) {
        while (buffers.size() <= place) {
            buffers.add(direct(PAGE));
        }
        if (buffers.get(place).capacity() < size) {
            buffers.set(place, direct(Integer.highestOneBit(size - 1) << 1));
        }
        return buffers.get(place).slice(0, size).order(ByteOrder.nativeOrder());
    }

    private static ByteBuffer direct(int size) {
        return ByteBuffer.allocateDirect(size);
    }
}
