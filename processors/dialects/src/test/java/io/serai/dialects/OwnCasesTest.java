package io.serai.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.ChatEvent;
import io.serai.core.Dialect;
import io.serai.core.OutputParser;
import io.serai.core.ParseOptions;
import io.serai.core.ParseOptions.Reasoning;
import io.serai.core.ToolSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real example or two of each dialect, and how it flows. */
final class OwnCasesTest {
    private static final ToolSchema TOOL = new ToolSchema(
            "add", Map.of("properties", Map.of("a", Map.of("type", "integer"), "s", Map.of("type", "string"))));

    /** Line breaks are written as ⏎; calls as name and arguments. */
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            hermes      ¦ Ok.⏎<tool_call>⏎{"name": "add", "arguments": {"a": 1}}⏎</tool_call> ¦ Ok. ¦ add{"a": 1}
            hermes      ¦ <tool_call>{"arguments": {"a": 1}, "name": "add"}</tool_call>       ¦ ``  ¦ add{"a": 1}
            hermes      ¦ <tool_call>{"name": "add", "arguments": {"a": 1,}}</tool_call> ¦ <tool_call>{"name": "add", "arguments": {"a": 1,}}</tool_call> ¦ ``
            qwen3_coder ¦ <tool_call>⏎<function=add>⏎<parameter=a>⏎3⏎</parameter>⏎</function>⏎</tool_call> ¦ `` ¦ add{"a": 3}
            llama3_json ¦ {"name": "add", "parameters": {"a": 1}}; {"name": "add", "parameters": {}} ¦ `` ¦ add{"a": 1} add{}
            pythonic    ¦ [add(a=-1, s='it\\'s'), add(**x)] ¦ [add(a=-1, s='it\\'s'), add(**x)] ¦ ``
            pythonic    ¦ Hm [add(a=-1, s='it\\'s', t={'x': (1, None)})] ¦ Hm ¦ add{"a": -1, "s": "it's", "t": {"x": [1, null]}}
            mistral_new ¦ Both.[TOOL_CALLS]add[ARGS]{"a": 1}[TOOL_CALLS]add[ARGS]{} ¦ Both. ¦ add{"a": 1} add{}
            deepseek_v31 ¦ <｜tool▁calls▁begin｜><｜tool▁call▁begin｜>add<｜tool▁sep｜>{"a": 1}<｜tool▁call▁end｜><｜tool▁calls▁end｜> ¦ `` ¦ add{"a": 1}
            kimi_k2     ¦ <|tool_calls_section_begin|><|tool_call_begin|>functions.add:0<|tool_call_argument_begin|>{}<|tool_call_end|><|tool_calls_section_end|> ¦ `` ¦ add{}
            minimax_m2  ¦ <minimax:tool_call>⏎<invoke name="add">⏎<parameter name="s">3</parameter>⏎<parameter name="a">3</parameter>⏎</invoke>⏎</minimax:tool_call> ¦ `` ¦ add{"s": "3", "a": 3}
            glm45       ¦ <tool_call>add⏎<arg_key>a</arg_key>⏎<arg_value>3</arg_value>⏎</tool_call> ¦ `` ¦ add{"a": 3}
            lfm2        ¦ Ok.⏎<|tool_call_start|>[add(a=1, s='x, y'), add()]<|tool_call_end|><|im_end|> ¦ Ok. ¦ add{"a": 1, "s": "x, y"} add{}
            lfm2        ¦ <|tool_call_start|>[{"name": "add", "arguments": {"a": 1}}]<|tool_call_end|> ¦ `` ¦ add{"a": 1}
            lfm2        ¦ <|tool_call_start|>[add(1)]<|tool_call_end|> ¦ <|tool_call_start|>[add(1)]<|tool_call_end|> ¦ ``
            olmo3       ¦ <function_calls>add(a=1, s="(")⏎add(a=null)</function_calls> ¦ `` ¦ add{"a": 1, "s": "("} add{"a": null}
            olmo3       ¦ <function_calls>add(a=1)⏎ad ¦ <function_calls>add(a=1)⏎ad ¦ ``
            phi4_mini   ¦ functools[{"name": "add", "arguments": {"a": 1}}, {"name": "add", "arguments": {}}] ¦ `` ¦ add{"a": 1} add{}
            phi4_mini   ¦ Use functools [1] or functools.cache. ¦ Use functools [1] or functools.cache. ¦ ``
            jamba       ¦ Ok.⏎<tool_calls>[⏎{"name": "add", "arguments": {"a": 1}}⏎]</tool_calls> ¦ Ok. ¦ add{"a": 1}
            xlam        ¦ [{"name": "add", "arguments": {"a": 1}}, {"name": "add", "arguments": {}}] ¦ `` ¦ add{"a": 1} add{}
            xlam        ¦ ⏎```json⏎[{"name": "add", "arguments": {"a": 1}}]⏎``` ¦ `` ¦ add{"a": 1}
            xlam        ¦ [{"name": "Ada"}] are my friends. ¦ [{"name": "Ada"}] are my friends. ¦ ``
            internlm2   ¦ Ok.<|action_start|> <|plugin|>⏎{"name": "add", "parameters": {"a": 1}}<|action_end|> ¦ Ok. ¦ add{"a": 1}
            interns1    ¦ <|action_start|><|plugin|>{"name": "no", "parameters": {}}<|action_end|><|action_start|> <|plugin|>{"name": "add", "parameters": {}}<|action_end|> ¦ `` ¦ add{}
            granite     ¦ Ok.<|tool_call|>[{"name": "add", "arguments": {"a": 1}}]<|end_of_text|> ¦ Ok. ¦ add{"a": 1}
            granite     ¦ <tool_call>[{"name": "add", "arguments": {"s": "cu ¦ `` ¦ add{"s": "cu
            granite_20b_fc ¦ <function_call> {"name": "add", "arguments": {"a": 1}}⏎<function_call> {"name": "add", "arguments": {}} ¦ `` ¦ add{"a": 1} add{}
            granite4    ¦ <tool_call>⏎{"name": "add", "arguments": {"a": 1}}⏎</tool_call> Done. ¦ ` Done.` ¦ add{"a": 1}
            granite4    ¦ <tool_call>{"name": "add"}</tool_call><tool_call>{x} ¦ <tool_call>{"name": "add"}</tool_call><tool_call>{x} ¦ ``
            longcat     ¦ <longcat_tool_call>⏎{"name": "add", "arguments": {"a": 1}}⏎</longcat_tool_call> ¦ `` ¦ add{"a": 1}
            gigachat3   ¦ Ok.<|function_call|>{"name": "add", "arguments": {"s": "two⏎lines"}}<|message_sep|> ¦ Ok. ¦ add{"s": "two\\nlines"}
            gigachat3   ¦ <|function_call|>{"name": "add", "arguments": {}} it is ¦ <|function_call|>{"name": "add", "arguments": {}} it is ¦ ``
            ernie45     ¦ <response>⏎Ok.⏎</response>⏎<tool_call>⏎{"name": "add", "arguments": {"a": 1}}⏎</tool_call> ¦ ⏎Ok. ¦ add{"a": 1}
            hunyuan_a13b ¦ <answer>Ok.<tool_calls>[{"name": "add", "arguments": {"a": 1}}]</tool_calls></answer> ¦ Ok. ¦ add{"a": 1}
            apertus     ¦ <|tools_prefix|>[{"add": {"a": 1}}, {"add": {}}]<|tools_suffix|> Done. ¦ ` Done.` ¦ add{"a": 1} add{}
            dots        ¦ <dots_function_call>⏎<invoke name="no">⏎</invoke>⏎<invoke name="add">⏎<parameter name="a">3</parameter>⏎</invoke>⏎</dots_function_call> ¦ `` ¦ add{"a": 3}
            glm47       ¦ <tool_call>add<arg_key>a</arg_key><arg_value>3</arg_value></tool_call>⏎Done. ¦ `⏎Done.` ¦ add{"a": 3}
            glm47       ¦ <tool_call>add</tool_call> ¦ `` ¦ add{}
            ling3       ¦ <tool_call>no</tool_call>⏎<tool_call>add⏎<arg_key>s</arg_key>⏎<arg_value>3</arg_value>⏎</tool_call> ¦ `` ¦ add{"s": "3"}
            poolside_v1 ¦ Ok.⏎<tool_call>add⏎<arg_key>a</arg_key>⏎<arg_value>3</arg_value>⏎</tool_call> ¦ Ok. ¦ add{"a": 3}
            poolside_v1 ¦ <tool_call>add⏎<arg_key>a</arg_key><arg_value>3</arg_value> ¦ <tool_call>add⏎<arg_key>a</arg_key><arg_value>3</arg_value> ¦ ``
            step3       ¦ <｜tool_calls_begin｜>⏎<｜tool_call_begin｜>function<｜tool_sep｜><steptml:invoke name="add"><steptml:parameter name="a">3</steptml:parameter></steptml:invoke><｜tool_call_end｜>⏎<｜tool_calls_end｜> ¦ `` ¦ add{"a": 3}
            step3p5     ¦ <tool_call>⏎<function=add>⏎<parameter=b>⏎3⏎</parameter>⏎</function>⏎</tool_call> ¦ `` ¦ add{"b": "3"}
            nemotron_v3 ¦ Ok.⏎<tool_call>⏎<function=add>⏎<parameter=b>⏎3⏎</parameter>⏎</function>⏎</tool_call> ¦ Ok. ¦ add{"b": 3}
            mimo        ¦ <tool_call>⏎<function=add>⏎<parameter=s>⏎x⏎</parameter>⏎</function>⏎</tool_call> ¦ `` ¦ add{"s": "\\nx\\n"}
            seed_oss    ¦ <seed:tool_call>⏎<function=add>⏎<parameter=a>3</parameter>⏎<parameter=s>cut ¦ `` ¦ add{"a": 3}
            deepseek_v4 ¦ <｜DSML｜tool_calls>⏎<｜DSML｜invoke name="add">⏎<｜DSML｜parameter name="s" string="true">3</｜DSML｜parameter>⏎<｜DSML｜parameter name="a" string="false">3</｜DSML｜parameter>⏎</｜DSML｜invoke>⏎</｜DSML｜tool_calls> ¦ `` ¦ add{"s": "3", "a": 3}
            hunyuan_hyv3 ¦ <tool_calls>⏎<tool_call>add<tool_sep>⏎<arg_key>a</arg_key>⏎<arg_value>3</arg_value>⏎</tool_call>⏎<tool_call>add<tool_sep>⏎</tool_call>⏎</tool_calls> ¦ `` ¦ add{"a": 3} add{}
            minicpm5    ¦ Ok.⏎<function name="add"><param name="s"><![CDATA[</param>]]></param><param name="no">1</param></function> ¦ Ok. ¦ add{"s": "</param>"}
            minicpm5    ¦ <function name="no"></function> ¦ <function name="no"></function> ¦ ``
            minimax_m3  ¦ Ok.]<]minimax[>[<tool_call>⏎]<]minimax[>[<invoke name="add">⏎]<]minimax[>[<a>3]<]minimax[>[</a>⏎]<]minimax[>[<t>]<]minimax[>[<item>]<]minimax[>[<k>v]<]minimax[>[</k>]<]minimax[>[</item>]<]minimax[>[<item>2]<]minimax[>[</item>]<]minimax[>[</t>⏎]<]minimax[>[</invoke>⏎]<]minimax[>[</tool_call> ¦ Ok. ¦ add{"a": 3, "t": [{"k": "v"}, 2]}
            minimax_m3  ¦ ]<]minimax[>[<tool_call>]<]minimax[>[<invoke name="add">]<]minimax[>[<s>3]<]minimax[>[</a>]<]minimax[>[</invoke>]<]minimax[>[</tool_call> ¦ ]<]minimax[>[<tool_call>]<]minimax[>[<invoke name="add">]<]minimax[>[<s>3]<]minimax[>[</a>]<]minimax[>[</invoke>]<]minimax[>[</tool_call> ¦ ``
            cohere_command3 ¦ <|START_RESPONSE|>Ok.<|END_RESPONSE|><|START_ACTION|>[⏎{"tool_call_id": "0", "tool_name": "add", "parameters": {"a": 1}},⏎{"tool_call_id": "1", "tool_name": "add", "parameters": {}}⏎]<|END_ACTION|> ¦ Ok. ¦ add{"a": 1} add{}
            cohere_command4 ¦ <|START_TEXT|>Ok.<|END_TEXT|><|START_ACTION|>⏎{"tool_name": "add", "parameters": {"a": 1}}⏎<|END_ACTION|> ¦ Ok. ¦ add{"a": 1}
            gemma4      ¦ Ok.<|tool_call>call:add{a:1,s:<|"|>"x", {y}<|"|>,t:[true,null,{k:-2.5}],u:{},v:bare word}<tool_call|> ¦ Ok. ¦ add{"a": 1, "s": "\\"x\\", {y}", "t": [true, null, {"k": -2.5}], "u": {}, "v": "bare word"}
            gemma4      ¦ <|tool_call>call:add{a 1}<tool_call|> ¦ <|tool_call>call:add{a 1}<tool_call|> ¦ ``
            functiongemma ¦ <start_function_call>call:add{s:<escape>3<escape>}<end_function_call><start_function_call>call:add{a:1,s:<escape>cu ¦ `` ¦ add{"s": "3"} add{"a": 1}
            kimi_k3     ¦ <|open|>response<|sep|>Ok.<|close|>response<|sep|><|open|>tools<|sep|><|open|>call tool="add" index="1"<|sep|><|open|>argument key="s" type="string"<|sep|>3<|close|>argument<|sep|><|open|>argument key="&quot;b&quot;" type="number"<|sep|>3<|close|>argument<|sep|><|close|>call<|sep|><|close|>tools<|sep|> ¦ Ok. ¦ add{"s": "3", "\\"b\\"": 3}
            granite     ¦ <tool_call>[{"name": "add", "arguments": {"a": 1,}}] ¦ `` ¦ add{"a": 1,}
            xlam        ¦ <think>x</think>[{"name": "add", "arguments": {}}] ¦ <think>x</think> ¦ add{}
            jamba       ¦ <tool_calls>[{"name": "add", "arguments": {"s": "open}}]</tool_calls> ok ¦ <tool_calls>[{"name": "add", "arguments": {"s": "open}}]</tool_calls> ok ¦ ``
            gpt_oss     ¦ <|channel|>final<|message|>Hello<|return|> ¦ Hello ¦ ``
            json        ¦ {"name": "add", "arguments": {"a": 1}} ¦ `` ¦ add{"a": 1}
            json        ¦ {"name": "add", "value": 1} ¦ {"name": "add", "value": 1} ¦ ``
            passthrough ¦ <tool_call>x</tool_call> ¦ <tool_call>x</tool_call> ¦ ``
            """)
    void readsWhatTheFamilyWrites(String dialect, String raw, String content, String calls) {
        ParsedAnswer answer = ParsedAnswer.of(
                dialect(dialect), new ParseOptions(List.of(TOOL), true, Reasoning.NONE), raw.replace('⏎', '\n'));
        assertThat(answer.content().replace('\n', '⏎')).isEqualTo(content);
        assertThat(String.join(
                        " ",
                        answer.calls().stream()
                                .map(c -> c.name() + c.arguments())
                                .toList()))
                .isEqualTo(calls);
    }

    @Test
    void argumentsFlowWhileTheModelWrites() {
        assertThat(eventsAfter("hermes", "<tool_call>{\"name\": \"add\", \"arguments\": {\"s\": \"He"))
                .containsExactly(new ChatEvent.ToolCall(0, null, "add"), new ChatEvent.Arguments(0, "{\"s\": \"He"));
        assertThat(eventsAfter("minimax_m2", "<minimax:tool_call><invoke name=\"add\"><parameter name=\"s\">A \"q\""))
                .containsExactly(
                        new ChatEvent.ToolCall(0, null, "add"), new ChatEvent.Arguments(0, "{\"s\": \"A \\\"q\\\""));
    }

    @Test
    void whatMayBecomeAMarkerIsHeldBack() {
        assertThat(eventsAfter("hermes", "a <tool")).containsExactly(new ChatEvent.Content("a"));
    }

    @Test
    void aCallThatProvesUnreadableIsTakenBackAndItsTextGivenOut() {
        assertThat(eventsAfter("hermes", "<tool_call>{\"name\": \"add\", \"arguments\": {a}}"))
                .containsExactly(
                        new ChatEvent.ToolCall(0, null, "add"),
                        new ChatEvent.Arguments(0, "{"),
                        new ChatEvent.Retracted(0),
                        new ChatEvent.Content("<tool_call>{\"name\": \"add\", \"arguments\": {a}}"));
    }

    @Test
    void theModelsOwnIdIsKept() {
        ParsedAnswer answer = ParsedAnswer.of(
                dialect("kimi-k2"),
                new ParseOptions(List.of(TOOL), true, Reasoning.NONE),
                "<|tool_calls_section_begin|><|tool_call_begin|>functions.add:3<|tool_call_argument_begin|>{}");
        assertThat(answer.calls()).containsExactly(new ParsedAnswer.Call("functions.add:3", "add", "{}"));
    }

    private static List<ChatEvent> eventsAfter(String dialect, String text) {
        List<ChatEvent> events = new ArrayList<>();
        OutputParser parser =
                dialect(dialect).parser(new ParseOptions(List.of(TOOL), true, Reasoning.NONE), events::add);
        parser.push(text);
        return events;
    }

    private static Dialect dialect(String name) {
        return Dialects.find(name).orElseThrow();
    }
}
