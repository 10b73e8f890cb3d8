package io.serai.steps.tokenize;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Api;
import io.serai.core.ChatPrompt;
import io.serai.core.ModelLanguage;
import io.serai.core.ParseOptions.Reasoning;
import io.serai.core.PromptException;
import io.serai.core.PromptRenderer;
import io.serai.core.RenderedPrompt;
import io.serai.steps.WordTokenizer;
import io.serai.wire.RequestSkimmer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptMakerTest {
    private final PromptMaker maker = new PromptMaker();

    private Made make(Api api, String body, PromptRenderer renderer) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var language = new ModelLanguage(new WordTokenizer(), renderer, null);
        return maker.make("m", language, api, bytes, RequestSkimmer.skim(api, bytes));
    }

    private Made text(Api api, String body) {
        return make(api, body, chat -> new RenderedPrompt("", Reasoning.NONE));
    }

    private ChatPrompt chat(String more) {
        var seen = new AtomicReference<ChatPrompt>();
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + more + "}";
        make(Api.CHAT, body, chat -> {
            seen.set(chat);
            return new RenderedPrompt("", Reasoning.NONE);
        });
        return Objects.requireNonNull(seen.get(), "the template was not asked");
    }

    @Test
    void rendersAndEncodesAChat() {
        Made made = make(
                Api.CHAT,
                "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                chat -> new RenderedPrompt("<user> " + chat.messages().size() + " <think>", Reasoning.PROMPT));
        assertThat(made).isInstanceOfSatisfying(Made.Ready.class, ready -> {
            assertThat(ready.prompt().ids()).as("no special token").containsExactly(6, 1, 7);
            assertThat(ready.prompt().reasoning()).isEqualTo(Reasoning.PROMPT);
            assertThat(ready.longest()).isEqualTo(3);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``;                                                            {}",
                ",\"reasoning_effort\":\"high\";                                {reasoning_effort=high}",
                ",\"reasoning_effort\":0.5;                                     {}",
                ",\"reasoning_effort\":\"none\";      {reasoning_effort=none, enable_thinking=false, thinking=false}",
                ",\"chat_template_kwargs\":{\"a\":[1],\"b\":null};              {a=[1], b=null}",
                ",\"documents\":[\"d\"];                                        {documents=[d]}",
                ",\"reasoning_effort\":\"none\",\"chat_template_kwargs\":{\"thinking\":true};"
                        + " {reasoning_effort=none, enable_thinking=false, thinking=true}"
            })
    void variablesOfTheTemplate(String fields, String variables) {
        assertThat(chat(fields).variables()).hasToString(variables);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``;                                                         true; false; null",
                ",\"add_generation_prompt\":false;                           false; false; null",
                ",\"continue_final_message\":true;                           false; true; null",
                ",\"tools\":[];                                              true; false; null",
                ",\"tools\":[{\"a\":1}];                                     true; false; [{a=1}]",
                ",\"tools\":[{\"a\":1}],\"tool_choice\":\"none\";            true; false; null",
                ",\"tools\":[{\"a\":1}],\"tool_choice\":{\"type\":\"x\"};    true; false; [{a=1}]"
            })
    void turnsAndTools(String fields, boolean generation, boolean continued, String tools) {
        ChatPrompt chat = chat(fields);
        assertThat(chat.addGenerationPrompt()).isEqualTo(generation);
        assertThat(chat.continueLast()).isEqualTo(continued);
        assertThat(String.valueOf(chat.tools())).isEqualTo(tools);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "COMPLETIONS; {\"prompt\":\"one three\"};          0 3 5;     3",
                "COMPLETIONS; {\"prompt\":[\"one\",\"three x\"]};  0 3 0 5 1; 3",
                "COMPLETIONS; {\"prompt\":[7,8,9]};                7 8 9;     3",
                "COMPLETIONS; {\"prompt\":[[7],[8,9]]};            7 8 9;     2",
                "GENERATE;    {\"input_ids\":[7,8]};               7 8;       2",
                "GENERATE;    {\"text\":\"a\"};                    0 1;       2",
                "EMBEDDINGS;  {\"input\":[\"a\"]};                 0 1;       2"
            })
    void textAndIds(Api api, String body, String ids, int longest) {
        assertThat(text(api, body)).isInstanceOfSatisfying(Made.Ready.class, ready -> {
            assertThat(ready.prompt().ids())
                    .containsExactly(Arrays.stream(ids.split(" ", -1))
                            .mapToInt(Integer::parseInt)
                            .toArray());
            assertThat(ready.longest()).isEqualTo(longest);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"prompt\":[]}",
                "{\"prompt\":[1,-1]}",
                "{\"prompt\":[1,\"a\"]}",
                "{\"prompt\":[1.5]}",
                "{\"prompt\":[null]}",
                "{\"prompt\":[[1],[\"a\"]]}",
                "{\"prompt\":[99999999999]}"
            })
    void whatIsNoPromptIsTheWorkersToRefuse(String body) {
        assertThat(text(Api.COMPLETIONS, body)).isEqualTo(Made.None.FINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {",\"chat_template\":\"x\"", ",\"input_ids\":[1]"})
    void aPromptOfItsOwnIsNotMadeHere(String field) {
        assertThat(make(Api.CHAT, "{\"messages\":[]" + field + "}", chat -> new RenderedPrompt("a", Reasoning.NONE)))
                .isEqualTo(Made.None.FINE);
    }

    @Test
    void aTemplateThatRefusesSaysSoToTheClient() {
        Made made = make(Api.CHAT, "{\"messages\":[]}", chat -> {
            throw new PromptException(PromptException.Cause.REFUSED, "Roles must alternate");
        });
        assertThat(made).isInstanceOfSatisfying(Made.Refused.class, refused -> {
            assertThat(refused.error().status()).isEqualTo(400);
            assertThat(refused.error().code()).isEqualTo("invalid_value");
            assertThat(refused.error().message()).isEqualTo("Roles must alternate");
            assertThat(refused.error().param()).isEqualTo("messages");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "messages[0].role is missing, messages",
        "tools[0].name is missing, tools",
        "tools is a string, tools",
        "tools are not for me, messages",
        "toolset.x is bad, messages",
        "chat_template_kwargs.tools is not allowed, chat_template_kwargs",
        "reasoning_effort is 'x', reasoning_effort"
    })
    void namesTheFieldThatIsRefused(String message, String param) {
        Made made = make(Api.CHAT, "{\"messages\":[]}", chat -> {
            throw new PromptException(PromptException.Cause.REFUSED, message);
        });
        assertThat(made)
                .isInstanceOfSatisfying(
                        Made.Refused.class,
                        refused -> assertThat(refused.error().param()).isEqualTo(param));
    }

    @Test
    void aTemplateThatFailsStopsNobody() {
        assertThat(make(Api.CHAT, "{\"messages\":[]}", chat -> {
                    throw new PromptException(PromptException.Cause.TEMPLATE, "too many steps");
                }))
                .isEqualTo(new Made.None("template_failed"));
        assertThat(make(Api.CHAT, "{\"messages\":[]}", chat -> new RenderedPrompt("\u0000bug", Reasoning.NONE)))
                .isEqualTo(new Made.None("tokenize_failed"));
    }
}
