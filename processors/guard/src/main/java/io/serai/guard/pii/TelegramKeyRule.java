package io.serai.guard.pii;

/** Tokens of Telegram's bots: the bot's number, a colon, and 35 characters of which the first two are {@code AA}. */
final class TelegramKeyRule implements Rule {
    private static final String MARK = ":AA";
    private static final String IN_URL = "bot";
    private static final int MIN_DIGITS = 8;
    private static final int MAX_DIGITS = 10;
    private static final int SECRET = 35;

    @Override
    public boolean applies(Traits traits) {
        return traits.longestRun() >= SECRET && traits.colons() > 0;
    }

    @Override
    public void find(Scan scan) {
        String text = scan.text;
        for (int colon = text.indexOf(MARK); colon >= 0; colon = text.indexOf(MARK, colon + 1)) {
            int start = colon;
            while (colon - start <= MAX_DIGITS && Chars.digit(Chars.at(text, start - 1))) {
                start--;
            }
            int end = colon + 1;
            while (end - colon <= SECRET && Chars.token(Chars.at(text, end))) {
                end++;
            }
            int digits = colon - start;
            boolean whole = end - colon - 1 == SECRET && !Chars.token(Chars.at(text, end));
            boolean begins = Chars.starts(text, start) || text.startsWith(IN_URL, start - IN_URL.length());
            if (whole && begins && digits >= MIN_DIGITS && digits <= MAX_DIGITS) {
                scan.add(PiiTypes.API_KEY, start, end, 0.97, "telegram-key");
            }
        }
    }
}
