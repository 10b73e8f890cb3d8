package io.serai.steps.pii;

import io.serai.core.CallError;
import io.serai.core.Span;
import io.serai.steps.pii.ReplyLeaf.Field;
import io.serai.steps.pii.ReplyLeaf.Flow;
import io.serai.wire.JsonScanner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the texts of a completion, of one of its chunks, or of a reranking. Reusable: each {@link #read} forgets the one before. */
final class ReplyReader {
    private static final FieldTree CHOICE = FieldTree.ofChoice();
    private static final FieldTree MESSAGE = CHOICE.below("delta");

    private record Place(Field field, int number, Span span) {}

    private final JsonScanner scanner = new JsonScanner(new byte[0]);
    private final List<ReplyLeaf> leaves = new ArrayList<>();
    private final List<Integer> finished = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private Span choices = Span.NONE;
    private boolean failed;
    /** Whether the choice at hand is of a chunk: its items say which ones they are. */
    private boolean chunk;

    /** Reads the JSON between {@code from} and {@code to}; false if it is none. */
    boolean read(byte[] json, int from, int to) {
        leaves.clear();
        finished.clear();
        places.clear();
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
            leaves.sort(Comparator.comparingInt(leaf -> leaf.span().start()));
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
        int before = places.size();
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
                place(Field.WHOLE_TEXT, 0);
            } else if (first == '{' && scanner.keyIs("meta_info")) {
                ends = ends();
            } else if (scanner.keyIs("index")) {
                number = scanner.count();
            } else {
                failed |= first != 'n' && scanner.keyIs("error");
                scanner.skipValue();
            }
        }
        if (ends) {
            finished.add(number);
        }
        addPlaces(before, number);
    }

    /** Whether an object has a reason why its text ends. */
    private boolean ends() {
        boolean ends = false;
        scanner.enterObject();
        while (scanner.nextField()) {
            byte first = scanner.peek();
            boolean reason = scanner.keyIs("finish_reason");
            ends |= first != 'n' && reason;
            if (first == '{' && reason) {
                reason();
            } else {
                scanner.skipValue();
            }
        }
        return ends;
    }

    private void reason() {
        scanner.enterObject();
        while (scanner.nextField()) {
            if (scanner.peek() == '"' && scanner.keyIs("matched")) {
                place(Field.NATIVE_MATCHED, 0);
            } else {
                scanner.skipValue();
            }
        }
    }

    /** Whatever a client sent: all that was searched in it. */
    private void document(int number) {
        switch (scanner.peek()) {
            case '"' -> {
                Span span = scanner.value();
                if (!DataUrl.is(scanner.text(span))) {
                    leaves.add(new ReplyLeaf(new Flow(number, Field.DOCUMENT, leaves.size()), span));
                }
            }
            case '{' -> {
                scanner.enterObject();
                while (scanner.nextField()) {
                    if (RequestReader.saysNothing(scanner.key())) {
                        scanner.skipValue();
                    } else {
                        document(number);
                    }
                }
            }
            case '[' -> {
                scanner.enterArray();
                while (scanner.nextItem()) {
                    document(number);
                }
            }
            default -> scanner.skipValue();
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
        int before = places.size();
        int index = 0;
        boolean ends = false;
        scanner.enterObject();
        while (scanner.nextField()) {
            if (scanner.keyIs("index")) {
                index = scanner.count();
            } else {
                ends |= scanner.peek() != 'n' && scanner.keyIs("finish_reason");
                chunk = scanner.keyIs("delta");
                texts(scanner.keyIs("message") ? MESSAGE : CHOICE.at(scanner), 0);
            }
        }
        addPlaces(before, index);
        if (ends) {
            finished.add(index);
        }
    }

    /** The places from {@code before} on are of the choice or answer {@code index}. */
    private void addPlaces(int before, int index) {
        List<Place> added = places.subList(before, places.size());
        for (Place place : added) {
            leaves.add(new ReplyLeaf(new Flow(index, place.field(), place.number()), place.span()));
        }
        added.clear();
    }

    private void place(Field field, int number) {
        places.add(new Place(field, number, scanner.value()));
    }

    /** The texts of the value at hand. */
    private void texts(FieldTree at, int number) {
        byte first = scanner.peek();
        Field text = at.text();
        if (first == '"' && text != null) {
            place(text, number);
        } else if (first == '{' && at.isObject()) {
            scanner.enterObject();
            while (scanner.nextField()) {
                texts(at.at(scanner), number);
            }
        } else if (first == '[' && at.isList()) {
            scanner.enterArray();
            for (int position = 0; scanner.nextItem(); position++) {
                item(at, position);
            }
        } else {
            scanner.skipValue();
        }
    }

    /** An item of a chunk says which one it is; in a whole answer its place does. */
    private void item(FieldTree at, int position) {
        if (scanner.peek() != '{') {
            scanner.skipValue();
            return;
        }
        int before = places.size();
        int number = position;
        scanner.enterObject();
        while (scanner.nextField()) {
            if (chunk && scanner.keyIs("index")) {
                number = scanner.count();
            } else {
                texts(at.at(scanner), position);
            }
        }
        for (int i = before; i < places.size(); i++) {
            Place place = places.get(i);
            places.set(i, new Place(place.field(), number, place.span()));
        }
    }
}
