package io.serai.gateway.models;

import io.serai.core.ModelCard;
import io.serai.core.ModelLanguage;
import io.serai.core.ModelLanguages;
import io.serai.dialects.DialectChoice;
import io.serai.tokens.cache.CachingTokenizer;
import io.serai.tokens.cache.TokenCache;
import io.serai.tokens.registry.LoadOptions;
import io.serai.tokens.registry.LoadedLanguage;
import io.serai.tokens.registry.NameTakenException;
import io.serai.tokens.registry.TokenizerEntry;
import io.serai.tokens.registry.TokenizerRegistry;
import io.serai.tokens.template.ChatTemplate;
import io.serai.tokens.template.TemplateException;
import io.serai.tokens.template.TemplateLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How each model reads and writes. Follows the cards: a changed one is acted upon by the next {@link #refresh}, which
 * is cheap where nothing changed. Loading happens on threads of its own; {@link #of} is a look into a map.
 */
public final class LanguageCatalogue implements ModelLanguages, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LanguageCatalogue.class);

    private static final String PASSTHROUGH = "passthrough";

    private final Said said;
    private final Registered registry;
    private final TokenCache cache;
    private final InstantSource clock;
    private final WordsKept words = new WordsKept();
    private final Map<String, LanguageSlot> slots = new ConcurrentHashMap<>();
    private final AtomicBoolean pending = new AtomicBoolean();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("model-languages").factory());

    /** A catalogue that knows nothing before its first refresh. */
    public LanguageCatalogue(Cards cards, TokenizerRegistry registry, TokenCache cache) {
        this(cards.said(), Registered.in(registry), cache, InstantSource.system());
        cards.derivedFrom(this::derived);
    }

    /** As the other; {@code clock} tells when to try again what failed. */
    LanguageCatalogue(Said said, Registered registry, TokenCache cache, InstantSource clock) {
        this.said = said;
        this.registry = registry;
        this.cache = cache;
        this.clock = clock;
    }

    private Map<ModelCard.Field, Object> derived(String model) {
        LanguageSlot slot = slots.get(model);
        return slot == null ? Map.of() : slot.derived();
    }

    @Override
    public ModelLanguage of(String model) {
        LanguageSlot slot = slots.get(model);
        return slot == null ? ModelLanguage.UNKNOWN : slot.known.language();
    }

    @Override
    public int contextLength(String model) {
        LanguageSlot slot = slots.get(model);
        LanguagePlan plan = slot == null ? null : slot.plan;
        return plan == null ? 0 : plan.contextLength();
    }

    /** How far each model is. */
    public List<LanguageStatus> all() {
        return new TreeSet<>(slots.keySet())
                .stream().map(this::status).flatMap(Optional::stream).toList();
    }

    /** How far {@code model} is; empty for a model that is not known. */
    public Optional<LanguageStatus> status(String model) {
        return Optional.ofNullable(slots.get(model)).map(LanguageSlot::status);
    }

    /** Looks soon, on another thread, what changed in cards and registry. */
    public void refresh() {
        if (pending.compareAndSet(false, true)) {
            try {
                worker.execute(this::refreshNow);
            } catch (RejectedExecutionException e) {
                LOG.debug("The catalogue is closed");
            }
        }
    }

    private void refreshNow() {
        pending.set(false);
        try {
            follow();
        } catch (RuntimeException e) {
            LOG.error("languages of models could not be looked at; the next look comes", e);
        }
    }

    /** One look, on this thread. */
    synchronized void follow() {
        words.hear(said.workers(), clock.instant());
        Set<String> wanted = wanted();
        slots.values().removeIf(slot -> {
            boolean gone = !wanted.contains(slot.model);
            if (gone) {
                drop(slot);
            }
            return gone;
        });
        for (String model : wanted) {
            LanguageSlot slot = slots.computeIfAbsent(model, LanguageSlot::new);
            LanguagePlan plan = LanguagePlan.of(said.told(model, words.of(model)));
            if (!plan.equals(slot.plan)) {
                begin(slot, plan);
            } else {
                followRegistry(slot, plan);
                if (slot.retries(clock.instant())) {
                    load(slot, plan);
                }
            }
        }
    }

    private Set<String> wanted() {
        var wanted = new TreeSet<>(said.models());
        wanted.addAll(words.models());
        registry.list().stream().filter(entry -> !ours(entry)).forEach(entry -> wanted.add(entry.name()));
        return wanted;
    }

    /** What the catalogue itself registered must not keep a model that nobody speaks of any more. */
    private boolean ours(TokenizerEntry entry) {
        LanguageSlot slot = slots.get(entry.name());
        return slot != null && slot.own && slot.entry.equals(entry.id());
    }

    /** Somebody may have removed the tokenizer, or registered one. */
    private void followRegistry(LanguageSlot slot, LanguagePlan plan) {
        Optional<TokenizerEntry> entry = registry.get(slot.model);
        String id = entry.map(TokenizerEntry::id).orElse("");
        if (!id.equals(slot.entry)) {
            slot.own = false;
            slot.entry = id;
            slot.afresh();
            entry.ifPresentOrElse(
                    found -> await(slot, plan, found), () -> settle(slot, plan, "none", null, "it was removed"));
        }
    }

    private void begin(LanguageSlot slot, LanguagePlan plan) {
        boolean sameTokenizer = slot.plan != null && slot.plan.sameTokenizer(plan);
        slot.plan = plan;
        if (sameTokenizer) {
            // Only what is said beside it changed, such as the dialect; what is being loaded goes on.
            LanguageSlot.Known known = slot.known;
            slot.known = known(slot, plan, known.state(), known.source(), known.loaded(), known.problem());
            return;
        }
        slot.afresh();
        load(slot, plan);
    }

    /** Loads what {@code plan} names. What serves goes on serving until that has settled. */
    private void load(LanguageSlot slot, LanguagePlan plan) {
        release(slot);
        slot.candidate = 0;
        registry.get(slot.model)
                .ifPresentOrElse(
                        entry -> {
                            slot.entry = entry.id();
                            await(slot, plan, entry);
                        },
                        () -> next(slot, plan, null));
    }

    /** Tries the next place where the tokenizer may be. */
    private void next(LanguageSlot slot, LanguagePlan plan, @Nullable String problem) {
        if (slot.candidate >= plan.sources().size()) {
            boolean failed = plan.asked() && problem != null;
            String nothing = "no tokenizer is known; set models[" + slot.model + "].tokenizer to its folder";
            settle(slot, plan, failed ? "failed" : "none", null, problem == null ? nothing : again(slot, problem));
            return;
        }
        String source = plan.sources().get(slot.candidate++);
        try {
            var options = new LoadOptions(template(plan.template()));
            TokenizerEntry entry = registry.add(slot.model, source, options);
            slot.entry = entry.id();
            slot.own = true;
            await(slot, plan, entry);
        } catch (IOException | IllegalArgumentException | NameTakenException e) {
            next(slot, plan, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable String template(@Nullable String template) throws IOException {
        if (template == null || template.contains("{{") || template.contains("{%")) {
            return template;
        }
        try {
            return Files.readString(Path.of(template));
        } catch (InvalidPathException | IOException e) {
            throw new IOException("the chat template " + template + " cannot be read (" + e + "); name a file", e);
        }
    }

    private void await(LanguageSlot slot, LanguagePlan plan, TokenizerEntry entry) {
        if (!slot.retrying()) {
            LoadedLanguage serves = slot.known.loaded();
            String source = serves == null ? entry.source() : slot.known.source();
            slot.known = known(slot, plan, "loading", source, serves, null);
        }
        var _ = registry.settled(entry.id())
                .thenAccept(settled -> settled.ifPresent(found -> {
                    synchronized (this) {
                        LanguagePlan now = slot.plan; // it may say another dialect by now
                        if (now != null && found.id().equals(slot.entry)) {
                            settled(slot, now, found);
                        }
                    }
                }));
    }

    private void settled(LanguageSlot slot, LanguagePlan plan, TokenizerEntry entry) {
        switch (entry.state()) {
            case TokenizerEntry.Ready(LoadedLanguage loaded) -> {
                slot.afresh();
                slot.known = known(slot, plan, "ready", entry.source(), loaded, null);
                LOG.info("model {}: tokenizer of {} serves", slot.model, entry.source());
            }
            case TokenizerEntry.Failed(String reason) -> {
                if (slot.own && (slot.candidate < plan.sources().size() || !plan.asked())) {
                    // A guess that was wrong is nobody's failure: it must not stay in the registry.
                    release(slot);
                    next(slot, plan, reason);
                } else {
                    LOG.warn("model {}: no tokenizer: {}", slot.model, reason);
                    // What somebody else registered is his to try again.
                    String problem = slot.own ? again(slot, reason) : reason;
                    slot.known = known(slot, plan, "failed", entry.source(), null, problem);
                }
            }
            case TokenizerEntry.Loading() -> LOG.debug("model {}: still loading", slot.model);
        }
    }

    private String again(LanguageSlot slot, String problem) {
        return problem + "; it is tried again at "
                + slot.failed(clock.instant()).truncatedTo(ChronoUnit.SECONDS);
    }

    private void settle(
            LanguageSlot slot, LanguagePlan plan, String state, @Nullable String source, @Nullable String problem) {
        slot.known = known(slot, plan, state, source, null, problem);
    }

    private LanguageSlot.Known known(
            LanguageSlot slot,
            LanguagePlan plan,
            String state,
            @Nullable String source,
            @Nullable LoadedLanguage loaded,
            @Nullable String problem) {
        LanguageSlot.Known before = slot.known;
        CachingTokenizer tokenizer = null;
        if (loaded != null) {
            boolean same = before.loaded() != null && before.loaded().equals(loaded);
            tokenizer = same ? before.tokenizer() : cache.around(loaded.tokenizer());
        }
        if (before.tokenizer() != null && before.tokenizer() != tokenizer) {
            before.tokenizer().clear();
        }
        DialectChoice choice = DialectChoice.choose(plan.hints(loaded == null ? null : loaded.templateSource()));
        // What is passed on as it is needs no parser in its way.
        boolean plain = choice.dialect().name().equals(PASSTHROUGH);
        var language = new ModelLanguage(
                tokenizer, loaded == null ? null : loaded.renderer(), plain ? null : choice.dialect());
        return new LanguageSlot.Known(
                language, state, source, loaded, tokenizer, contentFormat(loaded), choice, problem);
    }

    private static @Nullable String contentFormat(@Nullable LoadedLanguage loaded) {
        if (loaded == null || loaded.templateSource().isEmpty()) {
            return null;
        }
        try {
            return ChatTemplate.compile(loaded.templateSource(), TemplateLimits.DEFAULT)
                    .contentFormat()
                    .name()
                    .toLowerCase(Locale.ROOT);
        } catch (TemplateException e) {
            return null;
        }
    }

    /** Gives back what a slot holds of the registry; its language serves on. */
    private void release(LanguageSlot slot) {
        if (slot.own) {
            registry.remove(slot.entry);
        }
        slot.own = false;
        slot.entry = "";
    }

    /** Gives back what a slot holds of the registry and the cache. */
    private void drop(LanguageSlot slot) {
        release(slot);
        CachingTokenizer tokenizer = slot.known.tokenizer();
        if (tokenizer != null) {
            tokenizer.clear();
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
