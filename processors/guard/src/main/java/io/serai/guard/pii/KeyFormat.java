package io.serai.guard.pii;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * The public format of a vendor's keys.
 *
 * @param vendor for the source of a span
 * @param prefix what every key begins with
 * @param min    least length of what follows
 * @param max    greatest length of what follows
 * @param tail   what follows
 */
record KeyFormat(String vendor, String prefix, int min, int max, Tail tail) {
    /** Characters of the rest of a key. */
    enum Tail {
        ALNUM,
        HEX,
        UPPER,
        TOKEN,
        DOTTED,
        PATH;

        boolean allows(char c) {
            return switch (this) {
                case ALNUM -> Chars.alnum(c);
                case HEX -> Chars.hex(c);
                case UPPER -> Chars.upper(c) || Chars.digit(c);
                case TOKEN -> Chars.token(c);
                case DOTTED -> Chars.token(c) || c == '.';
                case PATH -> Chars.alnum(c) || c == '/';
            };
        }
    }

    /** Keys are shorter; a longer run is something else. */
    static final int MAX_TAIL = 1024;

    private static final int DISTINCT = 6;

    static final List<KeyFormat> ALL = List.of(
            any("anthropic", "sk-ant-", 20),
            any("openai", "sk-proj-", 20),
            any("openai", "sk-svcacct-", 20),
            any("openai", "sk-admin-", 20),
            any("openrouter", "sk-or-", 20),
            new KeyFormat("openai", "sk-", 32, 64, Tail.ALNUM),
            new KeyFormat("aws", "AKIA", 16, 16, Tail.UPPER),
            new KeyFormat("aws", "ASIA", 16, 16, Tail.UPPER),
            new KeyFormat("aws", "ABIA", 16, 16, Tail.UPPER),
            new KeyFormat("aws", "ACCA", 16, 16, Tail.UPPER),
            any("github", "github_pat_", 40),
            new KeyFormat("github", "ghp_", 36, 255, Tail.ALNUM),
            new KeyFormat("github", "gho_", 36, 255, Tail.ALNUM),
            new KeyFormat("github", "ghu_", 36, 255, Tail.ALNUM),
            new KeyFormat("github", "ghs_", 36, 255, Tail.ALNUM),
            new KeyFormat("github", "ghr_", 36, 255, Tail.ALNUM),
            any("gitlab", "glpat-", 20),
            any("gitlab", "gldt-", 20),
            any("gitlab", "glrt-", 20),
            any("gitlab", "glcbt-", 20),
            any("gitlab", "glptt-", 20),
            any("gitlab", "glsoat-", 20),
            any("gitlab", "glagent-", 20),
            any("gitlab", "gloas-", 20),
            any("gitlab", "glimt-", 20),
            any("gitlab", "glft-", 20),
            any("slack", "xoxb-", 20),
            any("slack", "xoxp-", 20),
            any("slack", "xoxa-", 20),
            any("slack", "xoxr-", 20),
            any("slack", "xoxs-", 20),
            any("slack", "xoxe-", 20),
            any("slack", "xoxc-", 20),
            any("slack", "xoxd-", 20),
            any("slack", "xapp-", 20),
            new KeyFormat("slack", "hooks.slack.com/services/", 40, 60, Tail.PATH),
            new KeyFormat("google", "AIza", 35, 35, Tail.TOKEN),
            new KeyFormat("google", "GOCSPX-", 28, 28, Tail.TOKEN),
            any("google", "ya29.", 20),
            new KeyFormat("stripe", "sk_live_", 16, 255, Tail.ALNUM),
            new KeyFormat("stripe", "sk_test_", 16, 255, Tail.ALNUM),
            new KeyFormat("stripe", "rk_live_", 16, 255, Tail.ALNUM),
            new KeyFormat("stripe", "rk_test_", 16, 255, Tail.ALNUM),
            new KeyFormat("stripe", "whsec_", 24, 255, Tail.ALNUM),
            new KeyFormat("huggingface", "hf_", 30, 64, Tail.ALNUM),
            new KeyFormat("huggingface", "api_org_", 30, 64, Tail.ALNUM),
            new KeyFormat("npm", "npm_", 36, 36, Tail.ALNUM),
            any("pypi", "pypi-AgE", 50),
            new KeyFormat("sendgrid", "SG.", 60, 70, Tail.DOTTED),
            new KeyFormat("twilio", "SK", 32, 32, Tail.HEX),
            new KeyFormat("digitalocean", "dop_v1_", 64, 64, Tail.HEX),
            new KeyFormat("digitalocean", "doo_v1_", 64, 64, Tail.HEX),
            new KeyFormat("digitalocean", "dor_v1_", 64, 64, Tail.HEX),
            new KeyFormat("shopify", "shpat_", 32, 32, Tail.HEX),
            new KeyFormat("shopify", "shpss_", 32, 32, Tail.HEX),
            new KeyFormat("shopify", "shpca_", 32, 32, Tail.HEX),
            new KeyFormat("shopify", "shppa_", 32, 32, Tail.HEX),
            new KeyFormat("mailgun", "key-", 32, 32, Tail.HEX),
            new KeyFormat("databricks", "dapi", 32, 34, Tail.TOKEN),
            new KeyFormat("linear", "lin_api_", 40, 40, Tail.ALNUM),
            new KeyFormat("notion", "ntn_", 40, 64, Tail.ALNUM),
            new KeyFormat("vault", "hvs.", 24, 255, Tail.TOKEN),
            new KeyFormat("grafana", "glsa_", 32, 64, Tail.TOKEN),
            new KeyFormat("newrelic", "NRAK-", 27, 27, Tail.ALNUM),
            new KeyFormat("postman", "PMAK-", 50, 64, Tail.TOKEN),
            new KeyFormat("replicate", "r8_", 37, 37, Tail.ALNUM),
            new KeyFormat("groq", "gsk_", 40, 64, Tail.ALNUM),
            new KeyFormat("perplexity", "pplx-", 40, 64, Tail.ALNUM),
            new KeyFormat("xai", "xai-", 60, 100, Tail.ALNUM),
            any("nvidia", "nvapi-", 50),
            any("docker", "dckr_pat_", 24),
            any("figma", "figd_", 36),
            any("sentry", "sntrys_", 40),
            new KeyFormat("rubygems", "rubygems_", 48, 48, Tail.HEX),
            any("tailscale", "tskey-", 20),
            any("langfuse", "sk-lf-", 36),
            any("tavily", "tvly-", 28),
            new KeyFormat("langsmith", "lsv2_pt_", 43, 43, Tail.TOKEN),
            new KeyFormat("langsmith", "lsv2_sk_", 43, 43, Tail.TOKEN),
            new KeyFormat("cerebras", "csk-", 48, 48, Tail.ALNUM),
            new KeyFormat("supabase", "sbp_", 40, 40, Tail.ALNUM),
            new KeyFormat("pulumi", "pul-", 40, 40, Tail.HEX),
            new KeyFormat("doppler", "dp.pt.", 40, 44, Tail.ALNUM),
            new KeyFormat("planetscale", "pscale_tkn_", 32, 64, Tail.DOTTED),
            new KeyFormat("planetscale", "pscale_pw_", 32, 64, Tail.DOTTED),
            new KeyFormat("planetscale", "pscale_oauth_", 32, 64, Tail.DOTTED),
            new KeyFormat("square", "sq0atp-", 22, 60, Tail.TOKEN),
            new KeyFormat("square", "sq0csp-", 43, 43, Tail.TOKEN),
            new KeyFormat("shippo", "shippo_live_", 40, 40, Tail.HEX),
            new KeyFormat("shippo", "shippo_test_", 40, 40, Tail.HEX),
            new KeyFormat("sentry", "sntryu_", 64, 64, Tail.HEX),
            new KeyFormat("openshift", "sha256~", 43, 43, Tail.TOKEN),
            new KeyFormat("brevo", "xkeysib-", 81, 81, Tail.TOKEN),
            new KeyFormat("dynatrace", "dt0c01.", 89, 89, Tail.DOTTED),
            new KeyFormat("vault", "hvb.", 100, 300, Tail.TOKEN),
            new KeyFormat("heroku", "HRKU-AA", 58, 58, Tail.TOKEN),
            new KeyFormat("hubspot", "pat-na1-", 36, 36, Tail.TOKEN),
            new KeyFormat("hubspot", "pat-eu1-", 36, 36, Tail.TOKEN),
            new KeyFormat("easypost", "EZAK", 54, 54, Tail.ALNUM),
            new KeyFormat("alibaba", "LTAI", 20, 20, Tail.ALNUM),
            new KeyFormat("prefect", "pnu_", 36, 36, Tail.ALNUM),
            new KeyFormat("fly", "fo1_", 43, 43, Tail.TOKEN),
            new KeyFormat("age", "AGE-SECRET-KEY-1", 58, 58, Tail.UPPER),
            any("atlassian", "ATATT3", 40));

    private static KeyFormat any(String vendor, String prefix, int min) {
        return new KeyFormat(vendor, prefix, min, MAX_TAIL, Tail.TOKEN);
    }

    /** End of the key that begins at {@code start}, or -1 if there is none of this format. */
    int end(String text, int start) {
        if (!text.startsWith(prefix, start)) {
            return -1;
        }
        int from = start + prefix.length();
        int end = from;
        int limit = Math.min(text.length(), from + max + 1);
        while (end < limit && tail.allows(text.charAt(end))) {
            end++;
        }
        while (end > from && ".-_".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        int length = end - from;
        boolean whole = length >= min && length <= max && Chars.ends(text, end);
        return whole && looksRandom(text.substring(from, end)) ? end : -1;
    }

    /** Documentation writes {@code sk-xxxxxxxx}, {@code sk-your-key-here} and {@code ...EXAMPLE}. */
    private static boolean looksRandom(String tail) {
        String lower = tail.toLowerCase(Locale.ROOT);
        return distinct(tail)
                && tail.chars().anyMatch(c -> Chars.digit((char) c) || Chars.upper((char) c))
                && !lower.contains("xxxxx")
                && !lower.contains("example")
                && !lower.startsWith("your");
    }

    private static boolean distinct(String tail) {
        var seen = new BitSet(128);
        for (int i = 0; i < tail.length() && seen.cardinality() < DISTINCT; i++) {
            seen.set(tail.charAt(i));
        }
        return seen.cardinality() >= DISTINCT;
    }
}
