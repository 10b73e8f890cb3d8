package io.serai.bench;

import java.nio.file.Path;
import java.util.List;

/** The rungs by name. */
final class Rungs {
    private final List<Rung> all;

    Rungs(Path distribution, Path peers) {
        all = List.of(
                new DirectRung(),
                new NginxRung(),
                new SeraiRung("serai-bare", distribution, true, ""),
                new SeraiRung("serai-chat", distribution, false, ""),
                PeerRung.smg(peers),
                PeerRung.sglangRouter(peers));
    }

    /** Those that the user chose, in the order of the ladder. */
    List<Rung> chosen(Options options) {
        return all.stream()
                .filter(rung -> options.rungs().contains(rung.name()))
                .toList();
    }
}
