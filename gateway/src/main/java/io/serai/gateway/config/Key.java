package io.serai.gateway.config;

/** Names and paths of settings, as messages write them. */
final class Key {
    private Key() {}

    /** {@code parent.name}; just {@code name} at the top. */
    static String join(String parent, String name) {
        return parent.isEmpty() ? name : parent + "." + name;
    }

    /** The path of one entry of a map or list. */
    static String entry(String parent, String name) {
        return parent + "[" + name + "]";
    }

    /** How users write an enum constant: {@code ROUND_ROBIN} is {@code round-robin}. */
    static String spelling(Enum<?> constant) {
        var text = new StringBuilder(constant.name());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            text.setCharAt(i, c == '_' ? '-' : Character.toLowerCase(c));
        }
        return text.toString();
    }
}
