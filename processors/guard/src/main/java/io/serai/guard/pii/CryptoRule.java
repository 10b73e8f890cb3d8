package io.serai.guard.pii;

/** Addresses of Bitcoin, of currencies that spell theirs as Bitcoin does, and of Ethereum, by their check sums. */
final class CryptoRule implements Rule {
    private static final int MIN_RUN = 26;
    private static final int MAX_RUN = 90;
    /** What addresses begin with: Bitcoin, Litecoin, Dogecoin, Tron, Dash. */
    private static final String BASE_58 = "13LMDTX";

    private static final String BECH_32 = "bBtTlL";
    private static final Words ETHEREUM =
            Words.of("eth", "ethereum", "wallet", "address", "metamask", "usdt", "usdc", "erc20", "polygon", "crypto");

    @Override
    public boolean applies(Traits traits) {
        return traits.longestRun() >= MIN_RUN;
    }

    @Override
    public void find(Scan scan) {
        String text = scan.text;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && Chars.alnum(text.charAt(i))) {
                continue;
            }
            if (i - start >= MIN_RUN && i - start <= MAX_RUN && Chars.starts(text, start)) {
                run(scan, start, i);
            }
            start = i + 1;
        }
    }

    private static void run(Scan scan, int start, int end) {
        if (!Chars.ends(scan.text, end) || !scan.wants(PiiTypes.CRYPTO)) {
            return;
        }
        String run = scan.text.substring(start, end);
        char first = run.charAt(0);
        if (BASE_58.indexOf(first) >= 0 && run.length() <= 35 && Base58.checked(run)) {
            scan.add(PiiTypes.CRYPTO, start, end, 0.98, "base58");
        } else if (BECH_32.indexOf(first) >= 0) {
            if (Bech32.checked(run)) {
                scan.add(PiiTypes.CRYPTO, start, end, 0.98, "bech32");
            }
        } else if (run.length() == 42 && run.startsWith("0x")) {
            ethereum(scan, start, end, run.substring(2));
        }
    }

    private static void ethereum(Scan scan, int start, int end, String address) {
        if (!address.chars().allMatch(c -> Chars.hex((char) c)) || CheckDigits.sameDigits(address)) {
            return;
        }
        boolean upper = address.chars().anyMatch(c -> Chars.upper((char) c));
        boolean lower = address.chars().anyMatch(c -> Chars.lower((char) c));
        if (!upper || !lower) {
            scan.add(PiiTypes.CRYPTO, start, end, 0.45, 0.9, ETHEREUM, "ethereum");
        } else if (Keccak256.spellsChecked(address)) {
            scan.add(PiiTypes.CRYPTO, start, end, 0.98, "ethereum");
        }
    }
}
