package io.serai.steps.pii;

import io.serai.core.CallError;
import io.serai.core.Span;
import io.serai.steps.pii.ReplyLeaf.Field;
import io.serai.steps.pii.ReplyLeaf.Flow;
import io.serai.wire.JsonScanner;
import java.util.ArrayList;
import java.util.List;

/** Finds the texts of a completion, of one of its chunks, or of a reranking. Reusable: each {@link #read} forgets the one before. */
final class ReplyReader {
    private record Place(Field field, int number, Span span) {}

    private final JsonScanner scanner = new JsonScanner(new byte[0]);
    private final List<ReplyLeaf> leaves = new ArrayList<>();
    private final List<Integer> finished = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private Span choices = Span.NONE;
    private boolean failed;

    /** Reads the JSON between {@code from} and {@code to}; false if it is none. */
    boolean read(byte[] json, int from, int to) {
        leaves.clear();
        finished.clear();
        choices = Span.NONE;
        failed = false;
        try {
            scanner.reset(json, from, to);
            scanner.skipSpace();
            if (scanner.peek() == '[') {
                batch();
            } else {
                root(0);
            }
            scanner.expectEnd();
            return true;
        } catch (CallError none) {
            leaves.clear();
            finished.clear();
            return false;
        }
    }

    /** The texts, in their order. */
    List<ReplyLeaf> leaves() {
        return leaves;
    }

    /** Indices of the choices and native answers that end here. */
    List<Integer> finished() {
        return finished;
    }

    /** The list of choices with its brackets; {@link Span#NONE} if there is none. */
    Span choices() {
        return choices;
    }

    /** Whether the worker has given up. */
    boolean failed() {
        return failed;
    }

    /** What the text says. */
    String text(ReplyLeaf leaf) {
        return scanner.text(leaf.span());
    }

    private void batch() {
        scanner.enterArray();
        int number = 0;
        while (scanner.nextItem()) {
            root(number++);
        }
    }

    private void root(int position) {
        if (scanner.peek() != '{') {
            scanner.skipValue();
            return;
        }
        int number = position;
        boolean ends = false;
        Span text = Span.NONE;
        scanner.enterObject();
        while (scanner.nextField()) {
            byte first = scanner.peek();
            if (first == '[' && scanner.keyIs("choices")) {
                readChoices();
            } else if (first == '[' && scanner.keyIs("results")) {
                batch();
            } else if (scanner.keyIs("document")) {
                document(position);
            } else if (first == '"' && scanner.keyIs("text")) {
                text = scanner.value();
            } else if (first == '{' && scanner.keyIs("meta_info")) {
                ends = ends();
            } else if (scanner.keyIs("index")) {
                number = scanner.count();
            } else {
                failed |= first != 'n' && scanner.keyIs("error");
                scanner.skipValue();
            }
        }
        if (!text.isEmpty()) {
            leaves.add(new ReplyLeaf(new Flow(number, Field.WHOLE_TEXT, 0), text));
            if (ends) {
                finished.add(number);
            }
        }
    }

    /** Whether an object has a reason why its text ends. */
    private boolean ends() {
        boolean ends = false;
        scanner.enterObject();
        while (scanner.nextField()) {
            ends |= scanner.peek() != 'n' && scanner.keyIs("finish_reason");
            scanner.skipValue();
        }
        return ends;
    }

    /** A text, or an object that has one. */
    private void document(int number) {
        if (scanner.peek() == '"') {
            leaves.add(new ReplyLeaf(new Flow(number, Field.DOCUMENT, 0), scanner.value()));
        } else if (scanner.peek() == '{') {
            scanner.enterObject();
            while (scanner.nextField()) {
                if (scanner.peek() == '"' && scanner.keyIs("text")) {
                    leaves.add(new ReplyLeaf(new Flow(number, Field.DOCUMENT, 0), scanner.value()));
                } else {
                    scanner.skipValue();
                }
            }
        } else {
            scanner.skipValue();
        }
    }

    private void readChoices() {
        int start = scanner.position();
        scanner.enterArray();
        while (scanner.nextItem()) {
            choice();
        }
        choices = new Span(start, scanner.position());
    }

    private void choice() {
        places.clear();
        int index = 0;
        boolean ends = false;
        scanner.enterObject();
        while (scanner.nextField()) {
            byte first = scanner.peek();
            if (first == '{' && (scanner.keyIs("delta") || scanner.keyIs("message"))) {
                message();
            } else if (first == '"' && scanner.keyIs("text")) {
                place(Field.TEXT, 0);
            } else if (scanner.keyIs("index")) {
                index = scanner.count();
            } else {
                ends |= first != 'n' && scanner.keyIs("finish_reason");
                scanner.skipValue();
            }
        }
        for (Place place : places) {
            leaves.add(new ReplyLeaf(new Flow(index, place.field(), place.number()), place.span()));
        }
        if (ends) {
            finished.add(index);
        }
    }

    private void place(Field field, int number) {
        places.add(new Place(field, number, scanner.value()));
    }

    private void message() {
        scanner.enterObject();
        while (scanner.nextField()) {
            switch (scanner.peek()) {
                case '"' -> string();
                case '[' -> list();
                case '{' -> {
                    if (scanner.keyIs("function_call")) {
                        function(Field.CALL_ARGUMENTS, 0);
                    } else {
                        scanner.skipValue();
                    }
                }
                default -> scanner.skipValue();
            }
        }
    }

    private void string() {
        if (scanner.keyIs("content")) {
            place(Field.CONTENT, 0);
        } else if (scanner.keyIs("reasoning_content")) {
            place(Field.REASONING_CONTENT, 0);
        } else if (scanner.keyIs("reasoning")) {
            place(Field.REASONING, 0);
        } else if (scanner.keyIs("refusal")) {
            place(Field.REFUSAL, 0);
        } else {
            scanner.skipValue();
        }
    }

    private void list() {
        boolean calls = scanner.keyIs("tool_calls");
        if (!calls && !scanner.keyIs("content")) {
            scanner.skipValue();
            return;
        }
        scanner.enterArray();
        for (int number = 0; scanner.nextItem(); number++) {
            if (scanner.peek() != '{') {
                scanner.skipValue();
            } else if (calls) {
                call(number);
            } else {
                part(number);
            }
        }
    }

    private void part(int number) {
        scanner.enterObject();
        while (scanner.nextField()) {
            if (scanner.peek() == '"' && scanner.keyIs("text")) {
                place(Field.PART, number);
            } else {
                scanner.skipValue();
            }
        }
    }

    /** A call of a chunk says which one it is; in a whole answer its place does. */
    private void call(int position) {
        int before = places.size();
        int number = position;
        scanner.enterObject();
        while (scanner.nextField()) {
            if (scanner.keyIs("index")) {
                number = scanner.count();
            } else if (scanner.peek() == '{' && scanner.keyIs("function")) {
                function(Field.ARGUMENTS, position);
            } else {
                scanner.skipValue();
            }
        }
        for (int i = before; i < places.size(); i++) {
            Place place = places.get(i);
            places.set(i, new Place(place.field(), number, place.span()));
        }
    }

    private void function(Field field, int number) {
        scanner.enterObject();
        while (scanner.nextField()) {
            if (scanner.peek() == '"' && scanner.keyIs("arguments")) {
                place(field, number);
            } else {
                scanner.skipValue();
            }
        }
    }
}
