package io.serai.tokens.registry;

import java.util.regex.Pattern;

/**
 * A model on the hub.
 *
 * @param repository {@code org/name}, or a bare name as the oldest models have
 * @param revision   branch, tag or commit
 */
record HubModel(String repository, String revision) {
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,95}");
    private static final Pattern REVISION =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*");
    private static final int MAX_REVISION = 200;

    /**
     * The model that {@code org/name} or {@code org/name@revision} names. Both become parts of paths, so that what they
     * may hold is little.
     *
     * @throws IllegalArgumentException if it names none; the message is for whoever wrote it
     */
    static HubModel parse(String source) {
        int at = source.indexOf('@');
        String repository = at < 0 ? source : source.substring(0, at);
        String revision = at < 0 ? "main" : source.substring(at + 1);
        int slash = repository.indexOf('/');
        boolean named = slash < 0
                ? isPart(repository)
                : isPart(repository.substring(0, slash)) && isPart(repository.substring(slash + 1));
        if (!named) {
            throw new IllegalArgumentException("source '" + source
                    + "' is neither a folder nor a model on the hub; write org/name or org/name@revision");
        }
        if (revision.length() > MAX_REVISION
                || revision.contains("..")
                || !REVISION.matcher(revision).matches()) {
            throw new IllegalArgumentException(
                    "source '" + source + "' names no revision behind the @; write a branch, tag or commit");
        }
        return new HubModel(repository, revision);
    }

    private static boolean isPart(String part) {
        return PART.matcher(part).matches() && !part.contains("..") && !part.contains("--") && !part.endsWith(".");
    }

    /** Name of the folder that caches keep it in. */
    String folderName() {
        return "models--" + repository.replace("/", "--");
    }

    @Override
    public String toString() {
        return revision.equals("main") ? repository : repository + "@" + revision;
    }
}
