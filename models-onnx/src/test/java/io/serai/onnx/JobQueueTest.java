package io.serai.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Signal;
import io.serai.onnx.JobQueue.Work;
import io.serai.onnx.model.ModelException;
import io.serai.onnx.model.ModelFolders;
import io.serai.onnx.model.OnnxModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order in which threads get work, and that each one that could work does. */
class JobQueueTest {
    private static final String LONG = "my name is Ada Keller and I live in Oslo. ".repeat(40);
    private static final int THREADS = 4;

    private final JobQueue queue = new JobQueue(100, THREADS);
    private OnnxModel model;

    @BeforeEach
    void load() throws ModelException {
        model = OnnxModel.open(ModelFolders.tiny(), ModelFolders.TOKENIZERS);
    }

    @AfterEach
    void free() {
        queue.close();
        model.close();
        assertThat(model.retain()).as("held by somebody who took work").isFalse();
    }

    private Job job(String text, Lane lane) {
        model.retain();
        return new Job(model, text, lane, 0, new Patient());
    }

    @Test
    void everyIdleThreadGetsARowOfALongText() {
        Queue<Integer> rows = new ConcurrentLinkedQueue<>();
        List<Thread> idle = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            idle.add(Thread.ofPlatform().daemon().start(() -> rows.add(takeRow())));
        }
        Host.await(() -> idle.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        Job job = job(LONG, Lane.REQUESTS);
        assertThat(job.read().rows()).isGreaterThanOrEqualTo(THREADS);
        queue.putBack(job);
        Host.await(() -> rows.size() == THREADS);
        assertThat(rows).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    private int takeRow() {
        try {
            if (queue.take() instanceof Work.NextRow(JobQueue.Claim(Job job, var row))) {
                job.model().release();
                return row.window();
            }
            return -1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void requestsComeBeforeEveryRowOfBulkQuestions() throws InterruptedException {
        Job bulk = job(LONG, Lane.BULK);
        bulk.read();
        queue.putBack(bulk);
        assertThat(takeRow()).isZero();
        Job request = job("short", Lane.REQUESTS);
        assertThat(queue.offer(List.of(request), Lane.REQUESTS)).isTrue();
        assertThat(queue.take()).isEqualTo(new Work.Texts(List.of(request)));
        request.drop();
        assertThat(takeRow()).as("of the bulk question again").isEqualTo(1);
    }

    @Test
    void requestsLeaveBulkQuestionsOneTextInSixteenTurns() throws InterruptedException {
        queue.offer(jobs(LONG, Lane.REQUESTS, 40), Lane.REQUESTS);
        queue.offer(jobs("bulk", Lane.BULK, 9), Lane.BULK);
        List<List<Job>> taken = takeTexts(40);
        assertThat(ofBulk(taken)).containsExactly(15, 31);
        assertThat(taken.get(15)).as("short texts of bulk questions").hasSize(1);
    }

    @Test
    void turnsInWhichNoBulkQuestionWaitsAreNotSavedUp() throws InterruptedException {
        queue.offer(jobs(LONG, Lane.REQUESTS, 40), Lane.REQUESTS);
        takeTexts(20);
        queue.offer(jobs("bulk", Lane.BULK, 1), Lane.BULK);
        assertThat(ofBulk(takeTexts(20))).containsExactly(15);
    }

    private List<Job> jobs(String text, Lane lane, int count) {
        return Stream.generate(() -> job(text, lane)).limit(count).toList();
    }

    /** What each of {@code turns} turns takes, none of it tokenized before; gives the model up for all of it. */
    private List<List<Job>> takeTexts(int turns) throws InterruptedException {
        List<List<Job>> taken = new ArrayList<>();
        for (int i = 0; i < turns; i++) {
            List<Job> texts = ((Work.Texts) requireNonNull(queue.take())).jobs();
            texts.forEach(Job::drop);
            taken.add(texts);
        }
        return taken;
    }

    /** The turns that bulk questions had. */
    private static List<Integer> ofBulk(List<List<Job>> taken) {
        return IntStream.range(0, taken.size())
                .filter(turn -> taken.get(turn).getFirst().lane() == Lane.BULK)
                .boxed()
                .toList();
    }

    @Test
    void aFullLaneClosesNoOther() {
        List<Job> bulk = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            bulk.add(job("bulk", Lane.BULK));
        }
        assertThat(queue.offer(bulk, Lane.BULK)).isTrue();
        Job more = job("more", Lane.BULK);
        assertThat(queue.offer(List.of(more), Lane.BULK)).isFalse();
        more.drop();
        assertThat(queue.offer(List.of(job("request", Lane.REQUESTS)), Lane.REQUESTS))
                .isTrue();
        assertThat(queue.waiting()).isEqualTo(102);
    }

    /** Waits for ever. */
    private static final class Patient implements Job.Outcome {
        @Override
        public boolean wanted() {
            return true;
        }

        @Override
        public void answered(Map<String, Signal> signals) {}

        @Override
        public void failed(String message) {
            throw new AssertionError(message);
        }
    }
}
