package io.serai.fleet;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * Normal form of worker addresses, so that one worker written in two ways is seen as one. A trailing {@code /v1} is
 * dropped: people paste the base address of an SDK, while targets here start with {@code /v1} already.
 */
final class WorkerUrl {
    private WorkerUrl() {}

    static URI normalise(String url) {
        URI seen = parse(url.strip());
        String scheme = String.valueOf(seen.getScheme()).toLowerCase(Locale.ROOT);
        Checks.require(
                (scheme.equals("http") || scheme.equals("https")) && seen.getHost() != null,
                "workers.url",
                seen.getRawUserInfo() == null ? url : "an address with credentials",
                "http://host:port or https://host:port");
        Checks.require(
                seen.getRawUserInfo() == null,
                "workers.url",
                "an address with credentials",
                "the plain address, and workers.api-key to the key");
        Checks.require(
                seen.getRawQuery() == null && seen.getRawFragment() == null,
                "workers.url",
                url,
                "an address without query and fragment");
        Checks.require(seen.getPort() <= 65_535 && seen.getPort() != 0, "workers.url", url, "a port of 1 to 65535");
        return URI.create(scheme + "://" + seen.getHost().toLowerCase(Locale.ROOT) + port(seen, scheme) + path(seen));
    }

    private static URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "workers.url is not a URL (" + e.getReason() + "); set it to http://host:port", e);
        }
    }

    private static String port(URI seen, String scheme) {
        int standard = scheme.equals("https") ? 443 : 80;
        return seen.getPort() < 0 || seen.getPort() == standard ? "" : ":" + seen.getPort();
    }

    private static String path(URI seen) {
        String path = seen.getRawPath() == null ? "" : seen.getRawPath();
        path = dropEnd(path, "/");
        return dropEnd(dropEnd(path, "/v1"), "/");
    }

    private static String dropEnd(String text, String end) {
        String left = text;
        while (left.endsWith(end)) {
            left = left.substring(0, left.length() - end.length());
        }
        return left;
    }

    /** A stable id that a person can read: host and port, and a mark of the path where there is one. */
    static String idOf(URI url) {
        int standard = "https".equals(url.getScheme()) ? 443 : 80;
        int port = url.getPort() < 0 ? standard : url.getPort();
        String id = url.getHost().replaceAll("[^a-z0-9.]+", "-").replaceAll("^[-.]+|[-.]+$", "") + "-" + port;
        if (url.getRawPath().isEmpty()) {
            return id;
        }
        var crc = new CRC32C();
        crc.update(url.getRawPath().getBytes(StandardCharsets.UTF_8));
        return id + "-" + String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
