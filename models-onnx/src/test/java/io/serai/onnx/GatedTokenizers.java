package io.serai.onnx;

import io.serai.core.Tokenizer;
import io.serai.onnx.model.ModelFolders;
import io.serai.onnx.model.TokenizerLoader;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Tokenizers that hold the thread that reads {@link #WAIT} until {@link #open}. */
final class GatedTokenizers implements TokenizerLoader {
    /** A text that waits at the gate. */
    static final String WAIT = "wait here";

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch mayLoad;
    private final Queue<String> read = new ConcurrentLinkedQueue<>();

    /** @param loads whether models load; else that waits for {@link #open} too */
    GatedTokenizers(boolean loads) {
        this.mayLoad = loads ? new CountDownLatch(0) : open;
    }

    @Override
    public Tokenizer load(byte[] json, String name) throws IOException {
        await(mayLoad);
        Tokenizer tokenizer = ModelFolders.TOKENIZERS.load(json, name);
        return (Tokenizer) Proxy.newProxyInstance(
                Tokenizer.class.getClassLoader(), new Class<?>[] {Tokenizer.class}, (_, method, arguments) -> {
                    if (method.getName().equals("encodeWithOffsets")) {
                        pass((String) arguments[0]);
                    }
                    try {
                        return method.invoke(tokenizer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void pass(String text) {
        read.add(text);
        if (text.equals(WAIT)) {
            reached.countDown();
            await(open);
        }
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for a thread to stand at the gate. */
    void awaitReached() {
        await(reached);
    }

    void open() {
        open.countDown();
    }

    /** Texts that were tokenized. */
    Queue<String> read() {
        return read;
    }
}
