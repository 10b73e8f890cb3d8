package io.serai.tokens.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.core.ChatPrompt;
import io.serai.core.ParseOptions.Reasoning;
import io.serai.core.PromptException;
import io.serai.core.PromptException.Cause;
import io.serai.core.RenderedPrompt;
import io.serai.tokens.json.PlainJson;
import io.serai.tokens.template.TemplateException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TemplatePromptsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-07-26T12:00:00Z"), ZoneOffset.UTC);
    private static final String PLAIN =
            "{% for m in messages %}<{{ m.role }}>{{ m.content }}</{{ m.role }}>{% endfor %}"
                    + "{% if add_generation_prompt %}<assistant>{% endif %}";
    private static final String PARTS =
            "{% for m in messages %}{% for p in m.content %}{{ p.type }}:{{ p.text }};{% endfor %}{% endfor %}";
    private static final String THINKER = PLAIN.replace(
            "<assistant>{% endif %}",
            "<assistant>{% if enable_thinking is defined and not enable_thinking %}{% else %}"
                    + "<think>\n{% endif %}{% endif %}");

    private static TemplatePrompts prompts(String template) throws TemplateException {
        return TemplatePrompts.of(
                Map.of(TemplatePrompts.DEFAULT, template), Map.of("bos_token", "<s>"), PromptOptions.DEFAULTS, CLOCK);
    }

    private static ChatPrompt chat(String messages, Map<String, ? extends @Nullable Object> variables)
            throws IOException {
        return chat(messages, null, variables, false);
    }

    private static ChatPrompt chat(
            String messages, @Nullable String tools, Map<String, ? extends @Nullable Object> variables, boolean open)
            throws IOException {
        List<?> declared = tools == null ? null : (List<?>) PlainJson.read(tools.replace('\'', '"'));
        var list = (List<?>) Objects.requireNonNull(PlainJson.read(messages.replace('\'', '"')));
        return new ChatPrompt(list, declared, variables, !open, open);
    }

    private static String text(String template, String messages) throws Exception {
        return prompts(template).render(chat(messages, Map.of())).text();
    }

    private static RenderedPrompt open(String template, String messages) throws Exception {
        return prompts(template).render(chat(messages, null, Map.of(), true));
    }

    private static PromptException refused(String template, String messages) {
        return catchThrowableOfType(PromptException.class, () -> text(template, messages));
    }

    @Test
    void rendersAndSaysWhereReasoningMayBegin() throws Exception {
        RenderedPrompt prompt = prompts(PLAIN).render(chat("[{'role':'user','content':'Q'}]", Map.of()));
        assertThat(prompt.text()).isEqualTo("<user>Q</user><assistant>");
        assertThat(prompt.reasoning()).isEqualTo(Reasoning.OUTPUT);
    }

    @Test
    void aDeveloperIsTheSystemUnlessTheTemplateKnowsHim() throws Exception {
        String messages = "[{'role':'developer','content':'D'}]";
        assertThat(text(PLAIN, messages)).isEqualTo("<system>D</system><assistant>");
        assertThat(text("{% if false %}{{ 'developer' }}{% endif %}" + PLAIN, messages))
                .isEqualTo("<developer>D</developer><assistant>");
    }

    @Test
    void refusesRolesThatTheTemplateDoesNotKnow() throws Exception {
        String messages = "[{'role':'narrator','content':'N'}]";
        PromptException e = refused(PLAIN, messages);
        assertThat(e.reason()).isEqualTo(Cause.REFUSED);
        assertThat(e).hasMessageContaining("messages[0].role is 'narrator'");
        assertThat(text("{% if messages[0].role == 'narrator' %}ok{% endif %}", messages))
                .isEqualTo("ok");
    }

    @Test
    void contentThatIsNullOrMissingIsEmpty() throws Exception {
        assertThat(text(PLAIN, "[{'role':'user','content':null},{'role':'assistant'}]"))
                .isEqualTo("<user></user><assistant></assistant><assistant>");
    }

    @Test
    void partsAreJoinedForATemplateOfTexts() throws Exception {
        String parts = "[{'role':'user','content':[{'type':'text','text':'a'},{'type':'image_url','image_url':'u'},"
                + "{'type':'text','text':'b'}]}]";
        assertThat(text(PLAIN, parts)).isEqualTo("<user><image>\na\nb</user><assistant>");
        var spaced = new PromptOptions(" ", "[i]", "[v]", "[a]");
        assertThat(TemplatePrompts.of(Map.of("default", PLAIN), Map.of(), spaced, CLOCK)
                        .render(chat(parts, Map.of()))
                        .text())
                .isEqualTo("<user>[i] a b</user><assistant>");
    }

    @Test
    void partsStayPartsForATemplateThatTakesThem() throws Exception {
        assertThat(
                        text(
                                PARTS,
                                "[{'role':'user','content':[{'type':'input_text','text':'a','x':1},{'type':'input_audio','input_audio':{}},"
                                        + "{'type':'image_url','image_url':{'url':'u'}},{'type':'video_url','video_url':{}}]}]"))
                .isEqualTo("text:a;audio:;image:;video:;");
    }

    @Test
    void refusesPartsThatTheTemplateDoesNotKnow() {
        assertThat(refused(PARTS, "[{'role':'user','content':[{'type':'file','file':{}}]}]"))
                .hasMessageContaining("messages[0].content[0].type is 'file'");
    }

    @Test
    void argumentsAreObjects() throws Exception {
        String messages = "[{'role':'assistant','content':null,'tool_calls':[{'id':'1','type':'function',"
                + "'function':{'name':'f','arguments':'{}'}}]}]";
        assertThat(text("{{ messages[0].tool_calls[0].function.arguments is mapping }}", messages))
                .isEqualTo("True");
    }

    @Test
    void argumentsAreTextForATemplateThatAddsThemToText() throws Exception {
        String messages = "[{'role':'assistant','tool_calls':[{'function':{'name':'f','arguments':'[1,  2]'}}]}]";
        TemplatePrompts prompts = prompts("{{ 'x' + messages[0].tool_calls[0].function.arguments }}");
        assertThat(prompts.render(chat(messages, Map.of())).text()).isEqualTo("x[1,  2]");
        assertThat(prompts.render(chat(messages, Map.of())).text()).isEqualTo("x[1,  2]");
    }

    @Test
    void reasoningIsFoundUnderBothNames() throws Exception {
        String messages = "[{'role':'assistant','content':'a','reasoning':'r'}]";
        assertThat(text("{{ messages[0].reasoning_content }}{{ messages[0].reasoning }}", messages))
                .isEqualTo("rr");
    }

    @Test
    void keysThatAreNullAreAbsent() throws Exception {
        String messages = "[{'role':'assistant','content':'a','tool_calls':null,'reasoning_content':null,'name':null}]";
        assertThat(text(
                        "{{ messages[0].tool_calls is defined }}{{ messages[0].reasoning_content is defined }}"
                                + "{{ 'name' in messages[0] }}",
                        messages))
                .isEqualTo("FalseFalseFalse");
    }

    @Test
    void absentToolsAreNone() throws Exception {
        assertThat(text(
                        "{{ tools is defined }}{{ tools is none }}{{ documents is none }}{{ bos_token }}",
                        "[{'role':'user'}]"))
                .isEqualTo("TrueTrueTrue<s>");
    }

    @Test
    void absentToolsAreUndefinedForATemplateThatFailsOnNone() throws Exception {
        assertThat(text("{% if tools is defined %}{{ tools | length }}{% endif %}.", "[{'role':'user'}]"))
                .isEqualTo(".");
    }

    @Test
    void toolsComeAsTheyWereSent() throws Exception {
        ChatPrompt chat = chat(
                "[{'role':'user','content':'Q'}]",
                "[{'type':'function','function':{'strict':true,'name':'f','parameters':{'b':1,'a':1.0}}}]",
                Map.of(),
                false);
        assertThat(prompts("{{ tools | tojson }}").render(chat).text())
                .isEqualTo("[{\"type\": \"function\", \"function\": {\"strict\": true, \"name\": \"f\","
                        + " \"parameters\": {\"b\": 1, \"a\": 1.0}}}]");
    }

    @Test
    void toolsHaveATemplateOfTheirOwnWhereThereIsOne() throws Exception {
        var prompts = TemplatePrompts.of(
                Map.of("default", "plain", "tool_use", "tools"), Map.of(), PromptOptions.DEFAULTS, CLOCK);
        String user = "[{'role':'user','content':'Q'}]";
        assertThat(prompts.render(chat(user, Map.of())).text()).isEqualTo("plain");
        assertThat(prompts.render(chat(user, "[{'function':{'name':'f'}}]", Map.of(), false))
                        .text())
                .isEqualTo("tools");
    }

    @Test
    void theRequestsVariablesWin() throws Exception {
        var variables = Map.of("bos_token", "<b>", "add_generation_prompt", false, "x", 1L);
        assertThat(prompts("{{ bos_token }}{{ x }}" + PLAIN)
                        .render(chat("[{'role':'user','content':'Q'}]", variables))
                        .text())
                .isEqualTo("<b>1<user>Q</user>");
    }

    @Test
    void variablesCannotReplaceTheMessages() throws Exception {
        TemplatePrompts prompts = prompts(PLAIN);
        ChatPrompt chat = chat("[{'role':'user','content':'Q'}]", Map.of("messages", List.of()));
        assertThat(catchThrowableOfType(PromptException.class, () -> prompts.render(chat)))
                .hasMessageContaining("chat_template_kwargs.messages is not allowed");
    }

    @Test
    void effortNoneTurnsThinkingOffUnlessTheRequestSaysOtherwise() throws Exception {
        TemplatePrompts prompts = prompts(THINKER);
        String user = "[{'role':'user','content':'Q'}]";
        assertThat(prompts.render(chat(user, Map.of())).reasoning()).isEqualTo(Reasoning.PROMPT);
        RenderedPrompt off = prompts.render(chat(user, Map.of("reasoning_effort", "none")));
        assertThat(off.text()).isEqualTo("<user>Q</user><assistant>");
        assertThat(off.reasoning()).isEqualTo(Reasoning.NONE);
        assertThat(prompts.render(chat(user, Map.of("reasoning_effort", "none", "enable_thinking", true)))
                        .reasoning())
                .isEqualTo(Reasoning.PROMPT);
    }

    @Test
    void aMessageThatTheTemplateRaisesIsForTheClient() {
        PromptException e = refused("{{ raise_exception('roles must alternate') }}", "[{'role':'user'}]");
        assertThat(e.reason()).isEqualTo(Cause.REFUSED);
        assertThat(e).hasMessage("roles must alternate");
    }

    @Test
    void aTemplateThatFailsIsNotTheClientsFault() {
        PromptException e = refused("{{ messages.x.y.z }}", "[{'role':'user'}]");
        assertThat(e.reason()).isEqualTo(Cause.TEMPLATE);
        assertThat(e).hasMessageStartingWith("the chat template failed");
    }

    @Test
    void leavesTheLastMessageOpen() throws Exception {
        String messages = "[{'role':'user','content':'Q'},{'role':'assistant','content':'It is '}]";
        assertThat(open(PLAIN, messages).text()).isEqualTo("<user>Q</user><assistant>It is ");
        assertThat(open(PLAIN.replace("m.content", "m.content | trim"), messages)
                        .text())
                .isEqualTo("<user>Q</user><assistant>It is");
    }

    @Test
    void anOpenMessageMayBeInsideItsReasoning() throws Exception {
        String messages = "[{'role':'user','content':'what is <think>'},{'role':'assistant','content':'<think>so'}]";
        assertThat(open(PLAIN, messages).reasoning()).isEqualTo(Reasoning.PROMPT);
        assertThat(open(PLAIN, messages.replace("<think>so", "so")).reasoning()).isEqualTo(Reasoning.OUTPUT);
    }

    @Test
    void opensTheLastTextOfParts() throws Exception {
        String messages = "[{'role':'assistant','content':[{'type':'text','text':'a'},{'type':'text','text':'b'}]}]";
        assertThat(open(PARTS, messages).text()).isEqualTo("text:a;text:b");
    }

    @Test
    void onlyAnAssistantsWordsCanBeContinued() {
        assertThat(catchThrowableOfType(PromptException.class, () -> open(PLAIN, "[{'role':'user','content':'Q'}]")))
                .hasMessageContaining("messages[0].role is 'user'; only an assistant's message can be continued");
        assertThat(catchThrowableOfType(PromptException.class, () -> open("x", "[{'role':'assistant','content':'Q'}]")))
                .hasMessageContaining("leaves out the last message");
    }

    @Test
    void tellsTheClocksTime() throws Exception {
        assertThat(text("{{ strftime_now('%d %b %Y') }}", "[{'role':'user'}]")).isEqualTo("26 Jul 2026");
    }
}
