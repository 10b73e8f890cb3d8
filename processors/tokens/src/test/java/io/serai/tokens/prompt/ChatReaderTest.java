package io.serai.tokens.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.serai.core.PromptException;
import io.serai.tokens.json.PlainJson;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatReaderTest {
    private static List<?> json(String text) throws JsonProcessingException {
        return (List<?>) Objects.requireNonNull(PlainJson.read(text.replace('\'', '"')));
    }

    private static ChatMessage one(String text) throws Exception {
        return ChatReader.messages(json("[" + text + "]")).getFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    []                                                       | messages is an empty list; send at least one message
                    ['hi']                                                   | messages[0] is 'hi'; send an object with role and content
                    [null]                                                   | messages[0] is missing; send an object
                    [{'content':'x'}]                                        | messages[0].role is null; send system, developer
                    [{'role':7,'content':'x'}]                               | messages[0].role is a number
                    [{'role':'user','content':'x'},{'role':'','content':''}] | messages[1].role is ''
                    [{'role':'user','content':5}]                            | messages[0].content is a number; send a string, a list of parts or null
                    [{'role':'user','content':{'text':'x'}}]                 | messages[0].content is an object
                    [{'role':'user','content':[5]}]                          | messages[0].content[0] is a number; send an object with a type
                    [{'role':'user','content':[{'text':'x'}]}]               | messages[0].content[0].type is null
                    [{'role':'user','content':[{'type':'text'}]}]            | messages[0].content[0].text is null; send a string
                    [{'role':'assistant','tool_calls':{}}]                   | messages[0].tool_calls is an object; send a list or leave it out
                    [{'role':'assistant','tool_calls':[{}]}]                 | messages[0].tool_calls[0].function is missing
                    [{'role':'assistant','tool_calls':[{'function':{}}]}]    | messages[0].tool_calls[0].function.name is null; name the function
                    [{'role':'assistant','tool_calls':[{'function':{'name':'f','arguments':3}}]}] | messages[0].tool_calls[0].function.arguments is a number; send the arguments as JSON text
                    """)
    void namesThePlaceOfWhatItRefuses(String messages, String words) throws JsonProcessingException {
        List<?> chat = json(messages);
        PromptException e = catchThrowableOfType(PromptException.class, () -> ChatReader.messages(chat));
        assertThat(e.reason()).isEqualTo(PromptException.Cause.REFUSED);
        assertThat(e).hasMessageStartingWith(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    [7]                                                           | tools[0] is a number
                    [{'type':'function'}]                                         | tools[0].function is missing
                    [{'type':1}]                                                  | tools[0].type is a number
                    [{'type':'function','function':{}}]                           | tools[0].function.name is null; name the function
                    [{'function':{'name':'f','parameters':[]}}]                   | tools[0].function.parameters is an empty list; send a JSON Schema object
                    [{'function':{'name':'f'}},{'function':{'name':'g','description':1}}] | tools[1].function.description is a number
                    """)
    void namesThePlaceOfAToolItRefuses(String tools, String words) throws JsonProcessingException {
        List<?> list = json(tools);
        PromptException e = catchThrowableOfType(PromptException.class, () -> ChatReader.checkTools(list));
        assertThat(e.reason()).isEqualTo(PromptException.Cause.REFUSED);
        assertThat(e).hasMessageStartingWith(words);
    }

    @Test
    void passesToolsOfOtherKinds() throws Exception {
        ChatReader.checkTools(json("[{'type':'custom','custom':{'name':'x'}}]"));
        ChatReader.checkTools(null);
    }

    @Test
    void argumentsBecomeWhatTheirTextSays() throws Exception {
        ChatMessage message = one("""
                {'role':'assistant','content':null,'tool_calls':[
                 {'id':'a','function':{'name':'f','arguments':'{^x^: 1.0, ^n^: 12345678901234567890}'}},
                 {'function':{'name':'g','arguments':'{oops'}},
                 {'function':{'name':'h','arguments':''}},
                 {'function':{'name':'i','arguments':{'y':2}}},
                 {'function':{'name':'j','arguments':'7'}}]}
                """.replace("^", "\\\""));
        assertThat(message.text()).isEmpty();
        assertThat(message.calls()).extracting(ChatToolCall::name).containsExactly("f", "g", "h", "i", "j");
        assertThat(message.calls().getFirst().arguments())
                .isEqualTo(Map.of("x", 1.0, "n", new BigInteger("12345678901234567890")));
        assertThat(message.calls())
                .extracting(ChatToolCall::arguments)
                .element(1)
                .isEqualTo("{oops");
        assertThat(message.calls())
                .extracting(ChatToolCall::arguments)
                .element(2)
                .isEqualTo(Map.of());
        assertThat(message.calls())
                .extracting(ChatToolCall::arguments)
                .element(3)
                .isEqualTo(Map.of("y", 2L));
        assertThat(message.calls())
                .extracting(ChatToolCall::arguments)
                .element(4)
                .isEqualTo("7");
    }

    @Test
    void knowsTheOldNamesOfCallsAndResults() throws Exception {
        assertThat(one("{'role':'assistant','function_call':{'name':'f','arguments':'{}'}}")
                        .calls())
                .extracting(ChatToolCall::name)
                .containsExactly("f");
        assertThat(one("{'role':'function','name':'f','content':'r'}").role()).isEqualTo("tool");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'role':'assistant','reasoning_content':'r'}                                          | r
                    {'role':'assistant','reasoning':'r'}                                                  | r
                    {'role':'assistant','content':[{'type':'thinking','thinking':'r'},{'type':'text','text':'t'}]} | r
                    """)
    void findsReasoningWhereverItStands(String message, String reasoning) throws Exception {
        assertThat(one(message).reasoning()).isEqualTo(reasoning);
    }

    @Test
    void joinsTheWordsOfParts() throws Exception {
        ChatMessage message =
                one("{'role':'user','content':[{'type':'text','text':'a'},{'type':'image_url','image_url':{'url':'u'}},"
                        + "'b',{'type':'refusal','refusal':'c'}]}");
        assertThat(message.words("\n")).isEqualTo("a\nb\nc");
        assertThat(message.parts())
                .extracting(ContentPart::kind)
                .containsExactly(
                        ContentPart.Kind.TEXT, ContentPart.Kind.IMAGE, ContentPart.Kind.TEXT, ContentPart.Kind.TEXT);
    }
}
