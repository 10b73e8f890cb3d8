"""Writes cases.json: what Python's jinja2 3.1.6 makes of the templates below.

Run with jinja2 installed; python make_cases.py > cases.json
"""

import copy
import datetime
import json
import sys

import jinja2
import jinja2.ext
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

CONTEXT = {
    "s": "Hello, Wörld",
    "empty": "",
    "emoji": "a😀b𝒳c",
    "jp": "日本語",
    "i": 42,
    "neg": -7,
    "big": 123456789012345678901234567890,
    "f": 2.5,
    "t": True,
    "n": None,
    "l": [3, 1, 2],
    "names": ["bob", "Alice", "carol", "alice"],
    "d": {"a": 1, "b": {"c": [1, 2.0, None, True, "x'y"]}, "items": "shadowed", "ключ": "é"},
    "msgs": [
        {"role": "system", "content": " be good \n"},
        {"role": "user", "content": "hi <b>&\"'"},
        {"role": "assistant", "content": None, "tool_calls": [{"f": {"name": "x", "args": {"k": 1.0}}}]},
        {"role": "user", "content": [{"type": "text", "text": "part"}]},
    ],
    "html": "<p class=\"x\">a &amp; b</p>",
    "lines": "one\ntwo\r\nthree\n\nfive",
}

CASES = []


def add(*templates):
    CASES.extend(templates)


# literals, printing, repr
add(
    "{{ 1 }}|{{ 1.0 }}|{{ 1e3 }}|{{ 1.5e-7 }}|{{ 1e16 }}|{{ 1e15 }}|{{ 123456789.123456789 }}|{{ 1e-4 }}|{{ 0.00001 }}",
    "{{ 0x1F }} {{ 0b101 }} {{ 0o17 }} {{ 1_000_000 }} {{ 1_0.5_0 }} {{ 00 }}",
    "{{ 5e-324 }} {{ 1.7976931348623157e308 }} {{ 2e22 }} {{ 9007199254740993.0 }} {{ 0.1 + 0.2 }} {{ 1e23 }} {{ 2e-323 }}",
    "{{ true }} {{ True }} {{ false }} {{ none }} {{ None }} {{ undefined_thing }}|",
    "{{ 'a' 'b' \"c\" }}",
    r"{{ 'tab\there\nnew \\ \' \" \x41 \u00e9 \U0001F600 \N{BULLET} \101 \q \é \日' }}",
    "{{ [1, 'a', None, True, 1.5, [], {}, ()] }}",
    "{{ (1,) }} {{ (1, 2) }} {{ () }} {{ ((1, 2), 3) }}",
    "{{ {'a': 1, 'b': [1, 2], 3: 'c', none: 1, 1.5: 2, true: 3} }}",
    "{{ ['it\\'s', 'say \"hi\"', 'both \\' and \"', 'back\\\\slash', 'nl\\n\\t\\r', '\\x00\\x1f\\x7f\\x80\\xa0\\xad', 'é日😀', '\\u200b\\u2028\\ue000\\ufeff'] }}",
    "{{ d }}",
    "{{ msgs }}",
    "{{ [s, emoji, jp, big, n, t, f] }}",
    "{{ -5 }} {{ +5 }} {{ --5 }} {{ - 5 ** 2 }} {{ -5|abs }} {{ -t }} {{ +t }}",
    "{{ [undefined_thing] }} {{ {'a': undefined_thing} }}",
    "{{ range(3) }} {{ range(1, 5) }} {{ range(0, 10, 3) }} {{ range(3)|list }} {{ range(5, 0, -2)|list }} {{ range(0)|list }}",
    "{{ d.keys() }} {{ d['b'].items() }} {{ {'a': 1}.values() }}",
    "{{ namespace(a=1, b='x') }}",
    "{{ '' }}x",
    "{{ 'é'|list }} {{ emoji|list }}",
    "{{ 1 if true }}|{{ 1 if false }}|{{ (1 if false) is defined }}",
    "{{ 1, 2 }} {{ 1, }}",
    "{{ 12345678901234567890123 }} {{ 9223372036854775807 + 1 }} {{ -9223372036854775808 - 1 }} {{ 9223372036854775807 * 2 }}",
    "{{ 1.0 == 1 }} {{ 100000000000000000000.0 }} {{ 1e22 }} {{ 1e21 }} {{ 123456789012345680.0 }}",
    "{{ -0.0 }} {{ 0.0 }} {{ 1e400 }} {{ -1e400 }} {{ 1e400 - 1e400 }}",
)

# operators
add(
    "{{ 7 / 2 }} {{ 7 // 2 }} {{ -7 // 2 }} {{ 7 % 3 }} {{ -7 % 3 }} {{ 7 % -3 }} {{ 6 / 3 }} {{ 7.5 // 2 }} {{ -7.5 % 2 }}",
    "{{ 2 ** 10 }} {{ 2 ** 3 ** 2 }} {{ 2 ** -1 }} {{ 2.0 ** 0.5 }} {{ 10 ** 25 }} {{ (-2) ** 3 }} {{ 0 ** 0 }}",
    "{{ 1 + 2 * 3 - 4 / 2 }} {{ (1 + 2) * 3 }}",
    "{{ 'a' ~ 1 ~ none ~ true ~ 1.0 ~ [1] ~ undefined_thing ~ 'z' }}",
    "{{ 2 * 3 ~ 4 * 5 }} {{ 1 ~ 2 }}",
    "{{ 'ab' * 3 }} {{ 3 * 'ab' }} {{ [1, 2] * 2 }} {{ 'x' * -1 }}| {{ 'x' * true }} {{ (1,) * 3 }}",
    "{{ [1] + [2, 3] }} {{ (1,) + (2,) }} {{ 'a' + 'b' + 'c' + 'd' }}",
    "{{ 1 < 2 }} {{ 1 < 2 < 3 }} {{ 1 < 3 < 2 }} {{ 3 > 2 >= 2 }} {{ 1 == 1.0 == true }} {{ 'a' < 'b' }} {{ 'B' < 'a' }} {{ '😀' > '\uffff' }}",
    "{{ [1, 2] < [1, 3] }} {{ [1] < [1, 0] }} {{ (1, 2) == (1, 2) }} {{ [1] == (1,) }} {{ {'a': 1} == {'a': 1.0} }} {{ none == none }} {{ none == 0 }}",
    "{{ 1 in [1, 2] }} {{ 3 not in [1, 2] }} {{ 'ell' in s }} {{ 'a' in d }} {{ 'x' not in d }} {{ 1.0 in [1] }} {{ none in [none] }} {{ 2 in range(5) }}",
    "{{ not true }} {{ not 0 }} {{ not '' and 1 }} {{ 1 and 2 }} {{ 0 or 'x' }} {{ '' or none }} {{ 1 and 0 or 3 }} {{ not 1 == 2 }}",
    "{{ 1 if s else 2 }} {{ 'a' if not s else 'b' if n else 'c' }}",
    "{{ big + 1 }} {{ big * big }} {{ big // 7 }} {{ big % 97 }} {{ -big }} {{ big / 10 }} {{ big == big + 0 }} {{ big > 1e20 }} {{ big - big }}",
    "{{ true + true }} {{ true * 5 }} {{ 5 - false }} {{ true / 2 }}",
    "{{ 0.1 + 0.7 }} {{ 1.1 * 3 }} {{ 3.0 * 2 }} {{ 10 / 5 }} {{ 1 / 3 }} {{ 2 / 3.0 }}",
    "{{ 7.0 // 0.1 }} {{ -1 // 0.3 }} {{ 5.5 % 2.5 }} {{ -0.5 % 3 }} {{ 3 % -0.7 }}",
    "{{ 9007199254740993 == 9007199254740992.0 }} {{ 9007199254740993 > 9007199254740992.0 }} {{ 2 ** 63 == 2.0 ** 63 }}",
    "{{ 1 is true }} {{ true == 1 }} {{ 'a' == 'a' }} {{ 'a' != 'b' }} {{ 1 != 1.0 }}",
    "{{ 123456789123456789 / 1000 }} {{ 10 ** 30 / 10 ** 29 }} {{ (10 ** 400) // (10 ** 399) }}",
    "{{ (10 ** 400) / (10 ** 399) }} {{ 1 / (10 ** 320) }}",
    "{{ undefined_thing == other_undefined }} {{ undefined_thing == none }} {{ undefined_thing != 1 }} {{ not undefined_thing }} {{ 1 in undefined_thing }}",
    "{{ l[0] + l[-1] }} {{ l[5] is defined }} {{ l[5] }}| {{ l['0'] is defined }}",
    "{{ -2 ** 2 }} {{ 2 ** -2 }} {{ (-8) // 3 * 3 + (-8) % 3 }}",
)

# subscripts, slices, attributes
add(
    "{{ s[0] }}{{ s[-1] }} {{ s[1:4] }} {{ s[:3] }} {{ s[3:] }} {{ s[::-1] }} {{ s[::2] }} {{ s[-3:] }} {{ s[10:2] }}| {{ s[100:] }}| {{ s[:-1] }}",
    "{{ emoji[1] }} {{ emoji[1:3] }} {{ emoji[::-1] }} {{ emoji|length }} {{ emoji[-2] }} {{ emoji[3:] }} {{ emoji[::2] }}",
    "{{ l[1:] }} {{ l[::-1] }} {{ l[:-1] }} {{ l[5:] }} {{ l[-2:] }} {{ l[2:0:-1] }} {{ l[::-2] }} {{ (1, 2, 3)[1:] }} {{ l[:] }} {{ l[none:2] }}",
    "{{ range(10)[2:5] }} {{ range(10)[-1] }} {{ range(10)[::3]|list }} {{ range(10)[::-1]|list }}",
    "{{ d.a }} {{ d['a'] }} {{ d.b.c[4] }} {{ d['b']['c'][0] }} {{ d['items'] }} {{ d.missing }}| {{ d['missing'] }}| {{ d.ключ }}",
    "{{ d.get('a') }} {{ d.get('zz') }} {{ d.get('zz', 5) }}",
    "{{ l.0 }} {{ l.1 }} {{ msgs.1.role }} {{ (1, 2).0 }}",
    "{{ msgs[0]['role'] }} {{ msgs[-1].content[0].text }} {{ msgs[2].tool_calls[0].f.args.k }}",
    "{{ {1: 'a', 2: 'b'}[1.0] }} {{ {1: 'a'}[true] }} {{ {(1, 2): 'x'}[(1, 2)] }} {{ {1: 'a', true: 'b', 1.0: 'c'} }}",
    "{{ [1, 2, 3][true] }} {{ 'abc'[false] }} {{ [1][none] is defined }} {{ n.foo is defined }} {{ i.foo is defined }}",
    "{{ i.real }} {{ f.imag }} {{ t.numerator }} {{ (3).bit_length() }} {{ f.is_integer() }}",
    "{{ l.count(1) }} {{ l.index(2) }} {{ l.copy() }} {{ (1, 1, 2).count(1) }} {{ (1, 2).index(2) }}",
    "{{ d.keys()|list }} {{ d.values()|list|length }} {{ d.items()|list|first }} {{ 'a' in d.keys() }} {{ d.copy() == d }}",
    "{% for k in d %}{{ k }};{% endfor %}{% for k, v in d.b.items() %}{{ k }}={{ v }}{% endfor %}{% for v in d.b.values() %}{{ v }}{% endfor %}",
    "{{ s['upper']() }} {{ 'abc'['upper'] is callable }} {{ d['keys']()|list|length }}",
    "{{ d.a.b is defined }} {{ d['x'] is defined }} {{ d.x.y }}",
    "{{ undefined_thing.foo }}",
    "{{ undefined_thing['foo'] }}",
    "{{ undefined_thing() }}",
    "{{ d.missing() }}",
    "{{ n.foo.bar }}",
    "{{ l[0:'a'] is defined }} {{ l['a':] }}|",
    "{{ s[1:2:0] }}",
    "{{ d[l] is defined }} {{ d[[1]] }}|",
    "{{ l[1.0] is defined }} {{ l[big] is defined }}",
    "{{ dict(a=1, b=2) }} {{ dict({'x': 1}, y=2) }} {{ dict([('a', 1), ['b', 2]]) }} {{ dict() }}",
    "{{ s[1:3] ~ s[big:] ~ s[-100:2] }}",
    "{{ [1,2,3,4,5][3:1] }} {{ [1,2,3,4,5][3:1:-1] }} {{ [1,2,3,4,5][:1:-1] }} {{ [1,2,3,4,5][-1:-4:-1] }} {{ 'abcdef'[4:1:-2] }}",
)

# statements
add(
    "{% if i > 40 %}a{% elif i > 30 %}b{% else %}c{% endif %}{% if n %}x{% elif t %}y{% endif %}",
    "{% for x in l %}{{ loop.index }}/{{ loop.index0 }}/{{ loop.revindex }}/{{ loop.revindex0 }}/{{ loop.first }}/{{ loop.last }}/{{ loop.length }}/{{ loop.depth }}={{ x }};{% endfor %}",
    "{% for x in l %}{{ loop.previtem }}<{{ x }}>{{ loop.nextitem }} {% endfor %}",
    "{% for x in l %}{{ loop.previtem is defined }},{{ loop.nextitem is defined }} {{ loop.cycle('a', 'b') }} {{ loop.changed(x > 1) }};{% endfor %}",
    "{% for x in [] %}a{% else %}none{% endfor %} {% for x in l %}{{ x }}{% else %}none{% endfor %} {% for x in undefined_thing %}{% else %}e{% endfor %}",
    "{% for x in l if x > 1 %}{{ x }}:{{ loop.index }}/{{ loop.length }}{% if not loop.last %},{% endif %}{% endfor %}",
    "{% for x in l if x > 10 %}{{ x }}{% else %}nothing{% endfor %}",
    "{% for x in range(10) %}{% if x == 2 %}{% continue %}{% endif %}{% if x == 5 %}{% break %}{% endif %}{{ x }}{% endfor %}",
    "{% for x in range(3) %}{% continue %}{% else %}all skipped{% endfor %}{% for x in range(3) %}{% break %}{% else %}broken{% endfor %}",
    "{% for a in [1, 2] %}{% for b in [3, 4] %}{{ a }}{{ b }}{{ loop.index }}{% if b == 3 %}{% continue %}{% endif %};{% endfor %}{{ loop.index }}{% endfor %}",
    "{% for k, v in {'a': 1, 'b': 2}.items() %}{{ k }}={{ v }} {% endfor %}{% for (a, b), c in [((1, 2), 3)] %}{{ a }}{{ b }}{{ c }}{% endfor %}",
    "{% for a, b in [(1, 2, 3)] %}{% endfor %}",
    "{% for a, b in [(1,)] %}{% endfor %}",
    "{% for a, b in [1] %}{% endfor %}",
    "{% for x in 5 %}{% endfor %}",
    "{% for x in none %}{% endfor %}",
    "{% for c in emoji %}[{{ c }}]{% endfor %}{% for x in 1, 2 %}{{ x }}{% endfor %}",
    "{% set x = 1 %}{% for a in l %}{% set x = x + a %}{{ x }},{% endfor %}{{ x }}",
    "{% for a in l %}{% set y = a %}{% endfor %}{{ y is defined }}",
    "{% set ns = namespace(n=0, l=[]) %}{% for a in l %}{% set ns.n = ns.n + a %}{% set ns.l = ns.l + [a] %}{% endfor %}{{ ns.n }} {{ ns.l }} {{ ns.missing is defined }}",
    "{% set a, b = 1, 2 %}{{ a }}{{ b }}{% set a, b = b, a %}{{ a }}{{ b }}{% set (x, y) = l[:2] %}{{ x }}{{ y }}",
    "{% set a, b = 1 %}",
    "{% set x %}body {{ i }}{% endset %}[{{ x }}]{% set y | upper | trim %} some text {% endset %}[{{ y }}]",
    "{% set ns = namespace() %}{% set ns.x %}blk{% endset %}{{ ns.x }}{% set ns.a, ns.b = 1, 2 %}{{ ns.a }}{{ ns.b }}",
    "{% set d.x = 1 %}",
    "{% set undefined_thing.x = 1 %}",
    "{% if t %}{% set z = 1 %}{% else %}{% set z = 2 %}{% endif %}{{ z }}{% if n %}{% set w = 1 %}{% endif %}{{ w is defined }}",
    "{% if n %}{% set i = 1 %}{% endif %}{{ i }}{% set i = i + 1 %}{{ i }}",
    "{% for x in l %}{% if loop.first %}{% set i = x %}{% endif %}{{ i }},{% endfor %}{{ i }}",
    "{% with a = 1, b = i %}{{ a }}{{ b }}{% set c = 3 %}{{ c }}{% endwith %}{{ a is defined }}{{ c is defined }}",
    "{% set a = 1 %}{% with a = 2, b = a %}{{ a }}{{ b }}{% endwith %}{{ a }}",
    "{% filter upper %}text {{ i }}{% endfilter %} {% filter replace('a', 'b') | upper %}banana{% endfilter %}",
    "{% raw %}{{ not rendered }} {% if %}{% endraw %}{% raw -%}   x   {%- endraw %}|",
    "a{# comment {{ x }} #}b{#- strip -#}   c",
    "{% macro m(a, b=2, c='x') %}{{ a }}-{{ b }}-{{ c }};{% endmacro %}{{ m(1) }}{{ m(1, 3) }}{{ m(1, c=5) }}{{ m(b=1, a=2) }}{{ m() }}",
    "{% macro m(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, 3, x=4) }}{{ m() }}",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(x=2) }}",
    "{% macro m(a, b=a) %}{{ a }}{{ b }}{% endmacro %}{{ m(5) }}{{ m.name }}{{ m.arguments }}{{ m }}",
    "{% macro fact(n) %}{% if n <= 1 %}1{% else %}{{ n * fact(n - 1)|int }}{% endif %}{% endmacro %}{{ fact(20) }}",
    "{% macro dialog(title) %}<{{ title }}>{{ caller() }}</{{ title }}>{% endmacro %}{% call dialog('x') %}inner {{ i }}{% endcall %}",
    "{% macro each(items) %}{% for x in items %}{{ caller(x, loop.index) }}{% endfor %}{% endmacro %}{% call(x, n) each(l) %}[{{ n }}:{{ x }}]{% endcall %}",
    "{% macro m() %}{{ caller is defined }}{{ caller() }}{% endmacro %}{{ m() }}",
    "{% macro outer() %}{{ i }}{{ later }}{% endmacro %}{% set later = 'L' %}{{ outer() }}{% set later = 'M' %}{{ outer() }}",
    "{% macro outer() %}{% set i = 1 %}{{ i }}{% endmacro %}{{ outer() }}{{ i }}",
    "{% for x in l %}{% macro m() %}{{ x }}{% endmacro %}{{ m() }}{% endfor %}",
    "{% for x in [{'v': 1, 'c': [{'v': 2, 'c': []}, {'v': 3}]}] recursive %}{{ x.v }}@{{ loop.depth }}({{ loop(x.c) if x.c }}){% endfor %}",
    "{% for x in l %}{{ loop(x) }}{% endfor %}",
    "{% generation %}gen {{ i }}{% set q = 1 %}{% endgeneration %}{{ q is defined }}",
    "{% for x in l %}{% generation %}{{ x }}{{ loop.index }}{% endgeneration %}{% endfor %}",
    "{% print 1, 2 %}{% print 'x' %}",
    "{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.current }}{{ c.reset() }}{{ c.current }}",
    "{% set j = joiner(', ') %}{{ j() }}a{{ j() }}b{{ j() }}c",
    "{{ raise_exception('no ' ~ i) }}",
    "{% if false %}{{ raise_exception('x') }}{% endif %}ok",
    "{{ strftime_now('%d %b %Y %H:%M:%S %A %a %B %j %p %I %y %m %% %e %-d %F %T %D %U %W %u %w %V %G %C %h %R %c %x %X %Z%z|') }}",
    "{% set loop = 1 %}{{ loop }}",
    "{% for x in l %}{% set loop = 1 %}{% endfor %}",
    "{{ loop is defined }}{% for x in [1] %}{{ loop.index }}{% for y in loop.index, 2 %}{{ y }}{% endfor %}{% endfor %}",
    "{% for m in msgs %}{%- if m.role == 'user' -%} U {%- endif -%}{% endfor %}",
    "{% set x = namespace(v=1) %}{% macro bump() %}{% set x.v = x.v + 1 %}{% endmacro %}{{ bump() }}{{ bump() }}{{ x.v }}",
    "{% for x in l recursive %}{{ x }}{% endfor %}",
    "{% for x in l %}{{ x }}{% if x == 3 %}{% set found = x %}{% endif %}{% endfor %}{{ found }}|",
    "{% set t = 5 %}{% macro m(t=t) %}{{ t }}{% endmacro %}{{ m() }}{{ m(6) }}",
    "{% macro a() %}A{{ b() }}{% endmacro %}{% macro b() %}B{% endmacro %}{{ a() }}",
    "{% macro m(x) %}{% if x %}{{ x[0] }}{{ m(x[1:]) }}{% endif %}{% endmacro %}{{ m([1, 2, 3]) }}",
    "{% macro m(a, b) %}{{ a }}{{ b }}{% endmacro %}{{ m(*[1, 2]) }}{{ m(**{'a': 3, 'b': 4}) }}{{ m(*[5], **{'b': 6}) }}",
)

# white space
add(
    "  {% if true %}\n  a\n  {% endif %}\n  b\n",
    "{% if true -%}  \n a \n {%- endif %}\nx",
    "a\n   {% set x = 1 %}   \nb\n   {%+ set x = 1 %}\nc{% set x = 1 +%}\nd",
    "x {{- 1 -}} y {{ 2 }} z\n{{ 3 }}\n",
    "\n\n{% for x in l %}\n- {{ x }}\n{% endfor %}\n\n",
    "a  {#- c -#}  b\n  {# c #}\nd {# c #} e\n {#+ c #}\n f {# c +#}\n g",
    "a\r\nb\rc\n{{ 'x\r\ny' }}\r\n",
    "{% raw %}\n a {% endraw %}\n b {%- raw %} c {% endraw -%}   d",
    "  {{ 1 }}\n  {%- if t %} a {% endif -%}  \n b",
    "\t {% if t %}\tx{% endif %}\t\n y",
    "text {% if t %}\n more\n{% endif %} end\n\n\n",
    "{{ '}}' }} {{ {'a': {'b': 1}} }} {{ '{{' }} {% if '%}' %}y{% endif %}",
    "   {%- if t -%}   x   {%- endif -%}   ",
    "{%if t%}a{%endif%}{{1}}{%-if t-%} b {%-endif-%}",
    "a\u00a0{%- if t %} x{% endif %}\u3000{{- 1 }}",
    "{% if t %}\n\n  x\n{% endif %}\n",
    "    {# c #}{% if t %}x{% endif %}\n  {% if t %}y{% endif %}{# d #}\n",
    "{{ 1 }}\n\n{{ 2 }}\n \n",
)

# filters
add(
    "{{ s|upper }} {{ s|lower }} {{ 'hELLO wORLD'|capitalize }} {{ \"they're bill's (foo) [bar]-baz\"|title }} {{ '  x '|trim }}| {{ 'xxaxx'|trim('x') }} {{ 5|upper }}",
    "{{ 'straße ŉ ǆ ﬁ'|upper }} {{ 'İI ΑΣ ΑΣ.'|lower }} {{ 'ǆx ßx ﬁx'|capitalize }} {{ 'ǆx ßa é'|title }}",
    "{{ names|join(', ') }} {{ l|join }} {{ msgs|join('|', attribute='role') }} {{ 'abc'|join('-') }} {{ [1, none, 1.0]|join(';') }} {{ []|join }}|",
    "{{ l|length }} {{ s|count }} {{ d|length }} {{ undefined_thing|length }} {{ (1, 2)|length }} {{ range(4)|length }}",
    "{{ 5|length }}",
    "{{ l|map('string')|length }}",
    "{{ l|first }} {{ l|last }} {{ []|first }}| {{ []|last }}| {{ 'abc'|first }}{{ 'abc'|last }} {{ d|first }} {{ d|last }}",
    "{{ l|sort }} {{ l|sort(reverse=true) }} {{ names|sort }} {{ names|sort(case_sensitive=true) }} {{ msgs|sort(attribute='role')|map(attribute='role')|list }}",
    "{{ [{'a': 1, 'b': 2}, {'a': 1, 'b': 1}, {'a': 0, 'b': 3}]|sort(attribute='a,b') }}",
    "{{ [1, 'a']|sort }}",
    "{{ names|unique|list }} {{ [1, 1.0, true, 2]|unique|list }} {{ names|unique(true)|list }}",
    "{{ l|min }} {{ l|max }} {{ names|min }} {{ names|max }} {{ []|min }}|",
    "{{ l|sum }} {{ l|sum(start=10) }} {{ [0.1, 0.2]|sum }} {{ [{'v': 1}, {'v': 2}]|sum('v') }} {{ [[1], [2]]|sum(start=[]) }}",
    "{{ names|map('upper')|list }} {{ msgs|map(attribute='role')|list }} {{ msgs|map(attribute='zip', default='-')|list }} {{ l|map('string')|join('+') }} {{ ['a b']|map('replace', ' ', '_')|list }}",
    "{{ l|select('odd')|list }} {{ l|reject('odd')|list }} {{ [0, 1, '', 'a']|select|list }} {{ l|select('gt', 1)|list }} {{ l|reject('==', 1)|list }} {{ l|select('in', [1, 2])|list }}",
    "{{ msgs|selectattr('role', 'equalto', 'user')|list|length }} {{ msgs|rejectattr('content')|list|length }} {{ msgs|selectattr('tool_calls', 'defined')|map(attribute='role')|list }} {{ msgs|selectattr('content', 'string')|list|length }}",
    "{{ msgs|selectattr('role', '==', 'user')|first }}",
    "{{ undefined_thing|map('upper')|list }} {{ undefined_thing|selectattr('x')|list }} {{ undefined_thing|join }}| {{ undefined_thing|list }} {{ undefined_thing|first }}|",
    "{{ undefined_thing|default('x') }} {{ n|default('x') }} {{ n|default('x', true) }} {{ ''|d('y', boolean=true) }} {{ undefined_thing|default }}| {{ d.a|default(9) }} {{ d.q.r|default(1) if d.q is defined else 'no' }}",
    "{{ d|items|list|length }} {{ {'a': 1}|items|list }} {{ undefined_thing|items|list }} {% for k, v in {'x': 1}|items %}{{ k }}{{ v }}{% endfor %}",
    "{{ 5|items|list }}",
    "{{ {'b': 1, 'A': 3, 'c': 2}|dictsort }} {{ {'b': 1, 'A': 3}|dictsort(true) }} {{ {'b': 1, 'a': 3}|dictsort(by='value') }} {{ {'b': 1, 'a': 3}|dictsort(reverse=true) }}",
    "{{ '42'|int }} {{ '4.7'|int }} {{ 'x'|int }} {{ 'x'|int(7) }} {{ 4.9|int }} {{ -4.9|int }} {{ none|int }} {{ '0x1f'|int(0, 16) }} {{ 'ff'|int(base=16) }} {{ ' 12 '|int }} {{ '1_000'|int }} {{ true|int }} {{ '1e3'|int }} {{ ''|int }} {{ 1e20|int }}",
    "{{ '1.5'|float }} {{ 'x'|float }} {{ 'x'|float(2.5) }} {{ 3|float }} {{ 'inf'|float }} {{ '-Infinity'|float }} {{ 'nan'|float }} {{ '1e5'|float }} {{ ' 2 '|float }} {{ '1d'|float }} {{ '0x1p3'|float }} {{ '.5'|float }} {{ '5.'|float }} {{ '1_0'|float }}",
    "{{ 42.55|round }} {{ 42.55|round(1) }} {{ 2.5|round }} {{ 3.5|round }} {{ 42.55|round(1, 'floor') }} {{ 42.55|round(1, 'ceil') }} {{ 42|round }} {{ 1234|round(-2) }} {{ 2.675|round(2) }} {{ -2.5|round }} {{ 0.5|round|int }} {{ 7|round(0, 'floor') }}",
    "{{ -5|abs }} {{ (-5)|abs }} {{ (-2.5)|abs }} {{ true|abs }}",
    "{{ 'x'|abs }}",
    "{{ 1|string + 'a' }} {{ none|string }} {{ [1]|string|length }} {{ 1.0|string }}",
    "{{ 'abc'|list }} {{ d.b|list }} {{ (1, 2)|list }} {{ range(2)|list }} {{ 'abc'|reverse }} {{ l|reverse|list }} {{ emoji|reverse }}",
    "{{ 'a-b-c'|replace('-', '+') }} {{ 'aaa'|replace('a', 'b', 2) }} {{ 'abc'|replace('', '-') }} {{ 123|replace(2, 'x') }} {{ 'aaa'|replace('a', '', count=1) }}",
    "{{ lines|indent }}|{{ lines|indent(2, true) }}|{{ lines|indent(2, blank=true) }}|{{ lines|indent('> ', first=true) }}|{{ ''|indent(2, true) }}|{{ 'a\\n'|indent }}|",
    "{{ 'foo bar baz qux'|truncate(9) }}|{{ 'foo bar baz qux'|truncate(9, true) }}|{{ 'foo bar baz qux'|truncate(11) }}|{{ 'foo bar baz qux'|truncate(11, false, '...', 0) }}|{{ 'foo'|truncate(2, end='') }}",
    "{{ 'foo bar baz'|wordcount }} {{ 'x'|center(5) }}| {{ 'abc'|center(6) }}| {{ 1000|filesizeformat }} {{ 1500000|filesizeformat }} {{ 1|filesizeformat }} {{ 500|filesizeformat }} {{ 1048576|filesizeformat(true) }}",
    "{{ l|batch(2)|list }} {{ l|batch(2, 'x')|list }} {{ range(7)|slice(3)|list }} {{ range(7)|slice(3, 'x')|list }}",
    "{% for g in msgs|groupby('role') %}{{ g.grouper }}:{{ g.list|length }}/{{ g[0] }} {% endfor %}{% for k, v in names|map('list')|groupby(0) %}{{ k }}{% endfor %}",
    "{{ [{'a': 1}, {'a': 2}, {}]|groupby('a', default=0) }}",
    "{{ html|e }} {{ html|escape|e }} {{ html|safe }} {{ (html|e) ~ '<' }} {{ ('<'|e) + '<' }} {{ '<'|safe + '&' }} {{ [html|e] }} {{ html|forceescape }} {{ html|striptags }}",
    "{{ ('%s'|e) % '<' }} {{ ('a'|safe).upper() + '<' }} {{ ('<'|e)|upper }} {{ ('x'|e) is string }} {{ ('x'|e) == 'x' }} {{ ('x'|safe) is escaped }} {{ 'x' in ('axb'|safe) }}",
    "{{ 'a b/c?d=é&f'|urlencode }} {{ {'a b': 'c/d', 'e': 1}|urlencode }} {{ [('x', 'y z')]|urlencode }} {{ 5|urlencode }}",
    "{{ {'class': 'a b', 'id': none, 'x': '<'}|xmlattr }} {{ {'a': 1}|xmlattr(false) }}",
    "{{ '%s and %d'|format('a', 5) }} {{ '%(x)s'|format(x=3) }}",
    "{{ d|attr('a') is defined }} {{ s|attr('upper') is callable }} {{ d.b|attr('keys') is callable }}",
    "{{ s|nofilter }}",
    "{{ s|nofilter if false else 'ok' }}",
    "{% if false %}{{ s|nofilter }}{% endif %}ok",
    "{% if true %}{{ s|nofilter }}{% endif %}",
    "{{ s is notest }}",
    "{{ l|map('nofilter')|list }}",
    "{{ l|select('notest')|list }}",
    "{{ l|map|list }}",
    "{{ 'a,b'.split(',')|map('trim')|map('upper')|join('/') }}",
    "{{ l|tojson }} {{ d|tojson }} {{ msgs|tojson }} {{ s|tojson }} {{ n|tojson }} {{ 1.0|tojson }} {{ 1e-5|tojson }} {{ 1e16|tojson }} {{ big|tojson }} {{ true|tojson }}",
    "{{ d|tojson(indent=2) }} {{ []|tojson(indent=2) }} {{ {}|tojson(indent=4) }} {{ [[], {}, [1]]|tojson(indent=1) }} {{ [1]|tojson(indent=0) }} {{ [1]|tojson(indent='--') }}",
    "{{ {'b': 1, 'a': [1, 2]}|tojson(sort_keys=true) }} {{ [1, {'a': 2}]|tojson(separators=(',', ':')) }} {{ 'é😀\\x7f'|tojson(ensure_ascii=true) }} {{ [1]|tojson(indent=2, separators=(', ', ' : ')) }}",
    "{{ '\\x00\\x1f\\b\\f\\n\\r\\t\"\\\\/\\x7f\\u2028<>&\\'é'|tojson }}",
    "{{ {1: 2, none: 3, true: 4, 1.5: 5}|tojson }} {{ (1, 2)|tojson }} {{ [1e400, -1e400]|tojson }}",
    "{{ undefined_thing|tojson }}",
    "{{ [undefined_thing]|tojson }}",
    "{{ range(3)|tojson }}",
    "{{ {(1, 2): 3}|tojson }}",
    "{{ d.items()|list|tojson }} {{ l|map('string')|list|tojson }}",
    "{{ l|map('string')|tojson }}",
    "{{ 3.14159|string|length }} {{ l|sort|first }} {{ -1|abs|string }}",
    "{{ 'x'|upper|lower|title|trim|length }}",
    "{{ [3, 1, 2]|sort|reverse|list|first }} {{ 'b a'.split()|sort|join }}",
    "{{ [[2, 'b'], [1, 'a']]|sort|map('last')|join }} {{ [[2, 'b'], [1, 'a']]|map(attribute=1)|list }}",
    "{% set g = l|map('string') %}{{ g|join }}{{ g|join }}|{% for x in l|map('string') %}{{ loop.index }}{{ loop.last }}{{ x }}{{ loop.length }}{% endfor %}",
    "{{ 'ab\\ncd'|indent(width=3, first=True) }} {{ undefined_thing|upper }}| {{ undefined_thing|trim }}| {{ undefined_thing|replace('a', 'b') }}|",
    "{{ undefined_thing|int }}",
    "{{ undefined_thing|abs }}",
    "{{ undefined_thing|indent }}",
)

# tests
add(
    "{{ s is string }} {{ i is number }} {{ t is number }} {{ i is integer }} {{ t is integer }} {{ f is float }} {{ t is boolean }} {{ n is none }} {{ d is mapping }} {{ l is sequence }} {{ d is sequence }} {{ s is sequence }} {{ l is iterable }} {{ i is iterable }}",
    "{{ undefined_thing is defined }} {{ undefined_thing is undefined }} {{ n is defined }} {{ undefined_thing is none }} {{ undefined_thing is iterable }} {{ undefined_thing is sequence }} {{ undefined_thing is mapping }} {{ undefined_thing is string }} {{ undefined_thing is callable }}",
    "{{ 3 is odd }} {{ 4 is even }} {{ 9 is divisibleby 3 }} {{ 9 is divisibleby(2) }} {{ 3 is eq 3 }} {{ 3 is equalto(4) }} {{ 3 is ne 4 }} {{ 3 is lt 4 }} {{ 3 is ge 3 }} {{ 3 is greaterthan 4 }} {{ 3 is sameas 3 }} {{ n is sameas none }} {{ 1 is in [1] }} {{ 1 is not in [2] }}",
    "{{ 'abc' is lower }} {{ 'ABC' is upper }} {{ 'aB' is lower }} {{ '1' is lower }} {{ t is true }} {{ t is false }} {{ 1 is true }} {{ s is callable }} {{ range is callable }} {{ 'upper' is filter }} {{ 'odd' is test }} {{ 'zzz' is filter }} {{ s is escaped }}",
    "{{ i is not string }} {{ not i is string }} {{ i is string or i is number }} {{ i is number and i > 40 }} {{ 'x' if i is defined else 'y' }} {{ i is defined and s is defined }}",
    "{{ l|map('string') is iterable }} {{ l|map('string') is sequence }} {{ d.items() is sequence }} {{ range(2) is sequence }} {{ d.items() is iterable }} {{ l|map('string') is string }}",
    "{{ 5 is string is true }}",
    "{{ 'a' is odd }}",
    "{{ 3 is odd and 4 is even }} {{ 2.0 is even }} {{ 1.5 is odd }} {{ true is odd }}",
    "{{ 1 is eq 1 and true }} {{ [1] is eq [1] }} {{ 1 is lt(2) }}",
    "{{ namespace() is mapping }} {{ namespace() is callable }} {{ dict is callable }} {{ (1, 2) is sequence }} {{ joiner() is callable }}",
)

# string methods
add(
    "{{ '  a b '.strip() }}|{{ '  a '.lstrip() }}|{{ ' a  '.rstrip() }}|{{ 'xyaxy'.strip('xy') }}|{{ 'aab'.lstrip('a') }}|{{ 'baa'.rstrip('a') }}|{{ '\\u3000x\\xa0'.strip() }}|{{ 'x'.strip(none) }}",
    "{{ 'a b  c'.split() }} {{ 'a,b,,c'.split(',') }} {{ 'a,b,c'.split(',', 1) }} {{ ' a b '.split(none, 1) }} {{ 'a,b,c'.rsplit(',', 1) }} {{ ' a b c '.rsplit(none, 1) }} {{ ''.split() }} {{ ''.split(',') }} {{ 'aXXbXXc'.split('XX') }} {{ 'abc'.split('abc') }} {{ 'a b c'.split(maxsplit=1) }} {{ 'aaa'.rsplit('aa') }}",
    "{{ '<think>x</think>y'.split('</think>')[-1].lstrip('\\n') }} {{ 'a</t>b'.split('</t>')[0].rstrip('\\n').split('<t>')[-1] }}",
    "{{ 'x'.split('') }}",
    "{{ lines.splitlines() }} {{ lines.splitlines(true) }} {{ 'a\\x0bb\\x1cc\\u2028d'.splitlines() }} {{ ''.splitlines() }} {{ '\\n'.splitlines() }}",
    "{{ s.startswith('He') }} {{ s.startswith(('x', 'H')) }} {{ s.endswith('ld') }} {{ s.endswith(('a', 'b')) }} {{ s.startswith('el', 1) }} {{ s.startswith('') }} {{ 'abc'.endswith('b', 0, 2) }} {{ 'abc'.startswith('c', 5) }}",
    "{{ s.startswith(5) }}",
    "{{ 'aXbX'.replace('X', '-') }} {{ 'aaa'.replace('a', 'b', 1) }} {{ 'ab'.replace('', '.') }} {{ ''.replace('', 'x') }} {{ '😀a'.replace('', '.') }} {{ 'aaa'.replace('a', 'b', 0) }} {{ 'aaa'.replace('a','b',-1) }}",
    "{{ s.upper() }} {{ s.lower() }} {{ s.title() }} {{ \"they're x1y\".title() }} {{ 'hELLO'.capitalize() }} {{ 'aBc'.swapcase() }} {{ 'ß'.casefold() }} {{ 'ǆ'.title() }} {{ 'ΑΣ'.lower() }}",
    "{{ s.find('o') }} {{ s.find('zz') }} {{ s.rfind('l') }} {{ s.index('l') }} {{ s.count('l') }} {{ s.find('l', 5) }} {{ emoji.find('b') }} {{ emoji.index('c') }} {{ 'aaa'.count('aa') }} {{ 'abc'.count('') }} {{ 'abc'.find('') }} {{ 'abcabc'.find('c', -2) }} {{ 'abc'.rfind('') }} {{ 'abc'.find('a', 1, 2) }}",
    "{{ s.index('zz') }}",
    "{{ ', '.join(['a', 'b']) }} {{ ''.join('abc') }} {{ '-'.join(d.b) }} {{ '-'.join(('x', 'y')) }}",
    "{{ ', '.join([1, 2]) }}",
    "{{ ','.join(5) }}",
    "{{ 'x'.center(5, '*') }} {{ 'x'.ljust(3) }}| {{ 'x'.rjust(3, '0') }} {{ '-5'.zfill(5) }} {{ 'ab'.center(5) }}| {{ 'abc'.center(6, '-') }} {{ 'abc'.zfill(2) }} {{ '😀'.rjust(3, '😀') }}",
    "{{ 'abc'.isalpha() }} {{ '123'.isdigit() }} {{ '1²'.isdigit() }} {{ '½'.isnumeric() }} {{ '٣'.isdecimal() }} {{ 'a1'.isalnum() }} {{ ' '.isspace() }} {{ ''.isspace() }} {{ 'aB'.islower() }} {{ 'AB1'.isupper() }} {{ 'Ab Cd'.istitle() }} {{ 'x_1'.isidentifier() }} {{ '1x'.isidentifier() }} {{ 'é'.isascii() }} {{ 'a\\n'.isprintable() }} {{ '一'.isnumeric() }}",
    "{{ 'abc'.removeprefix('a') }} {{ 'abc'.removesuffix('c') }} {{ 'abc'.removeprefix('x') }} {{ 'a-b-c'.partition('-') }} {{ 'a-b-c'.rpartition('-') }} {{ 'abc'.partition('-') }} {{ 'abc'.rpartition('-') }} {{ 'a\\tb'.expandtabs() }} {{ 'a\\tb'.expandtabs(4) }}",
    "{{ '{} {}'.format(1, 'a') }} {{ '{0}{1}{0}'.format('x', 'y') }} {{ '{a}-{b}'.format(a=1, b=[2]) }} {{ '{{}} {}'.format(5) }} {{ '{0[a]} {0[b][c][1]}'.format(d) }} {{ '{!r} {!s}'.format('a', 'b') }} {{ '{a.real}'.format(a=5) }}",
    "{{ '{:5}|{:<5}|{:>5}|{:^5}|{:*^5}|{:05}|{:+}|{: }|{:,}|{:_}|{:x}|{:#x}|{:b}|{:o}|{:X}|{:e}|{:.2f}|{:.3}|{:%}|{:g}|{:c}'.format(1, 2, 3, 4, 5, 6, 7, 8, 1234567, 1234567, 255, 255, 5, 8, 255, 12345.678, 3.14159, 2.71828, 0.5, 1e10, 65) }}",
    "{{ '{:5}|{:>5}|{:^5}|{:.2}|{:*<6}|{:{w}}'.format('a', 'b', 'c', 'defg', 'h', 'i', w=4) }} {{ '{:.3f} {:10.2f}| {:<10.1e}| {:010.3f} {:+.1f} {:,.2f} {:.0f} {:#.0f} {:g} {:.3g}'.format(1.0, 2.5, 3.25, -4.5, 5.55, 1234567.891, 2.5, 3.0, 0.0001, 1234567.0) }}",
    "{{ '{:010,}|{:,}|{:+,d}|{:08b}|{:>+8}|{:=+8}|{:.4}|{:.1}|{:}|{:n}'.format(1234, 999, 1000, 5, 5, 5, 3.0, 123.0, 1.5, 5) }}",
    "{{ '{}'.format() }}",
    "{{ '{x}'.format() }}",
    "{{ '{'.format() }}",
    "{{ '}'.format() }}",
    "{{ '{:d}'.format('a') }}",
    "{{ '{:s}'.format(5) }}",
    "{{ '{}{0}'.format(1) }}",
    "{{ '{0.__class__}'.format(5) }}",
    "{{ '{a}'.format_map({'a': 1}) }} {{ '{}'.format(undefined_thing) }}| {{ '{}'.format(none) }} {{ '{}'.format(true) }} {{ '{:d}'.format(true) }} {{ '{:>6}'.format(true) }} {{ '{}'.format(l) }}",
    "{{ '%s %s' % ('a', 1) }} {{ '%s' % 5 }} {{ '%d' % 3.7 }} {{ '%5d|%-5d|%05d|%+d|% d' % (1, 2, 3, 4, 5) }} {{ '%x %X %o %#x %#o' % (255, 255, 8, 255, 8) }} {{ '%.2f %e %g %G %5.1f|%-8.2f|%08.2f' % (1.005, 12345.678, 0.0001, 1e20, 2.25, 3.1, -4.5) }}",
    "{{ '%r %s %a' % ('é', 'é', 'é') }} {{ '%c%c' % (65, 'b') }} {{ '%%' % () }} {{ '%(a)s %(b)d' % {'a': 1, 'b': 2} }} {{ '%*d' % (5, 3) }} {{ '%.*f' % (1, 2.25) }} {{ '%s' % [1, 2] }} {{ '%s' % (none,) }} {{ '%10s|%-10s|%.2s' % ('a', 'b', 'cde') }}",
    "{{ '%d' % 'x' }}",
    "{{ '%s %s' % 'x' }}",
    "{{ '%s' % (1, 2) }}",
    "{{ 'x' % 1 }}",
    "{{ 'x' % [1] }} {{ 'x' % {'a': 1} }} {{ '%s' % undefined_thing }}|",
    "{{ '%y' % 1 }}",
    "{{ '%(a)s' % 1 }}",
    "{{ '%(a)s' % {} }}",
    "{{ '%d%%' % 50 }} {{ '%i %u' % (1, 2) }} {{ '%5s%%' % 'a' }} {{ '%.3d' % 5 }} {{ '%x' % big }} {{ '%d' % big }} {{ '%s' % big }} {{ '%f' % 1e16 }} {{ '%g' % 1e16 }} {{ '%#g' % 1.0 }} {{ '%.0e' % 12345 }} {{ '%f' % (1e400,) }} {{ '%05d' % -3 }}",
    "{{ 'abc'.nomethod() }}",
    "{{ 'a'.__class__ is defined }} {{ 'a'.__class__ }}|",
    "{{ ''.__class__.__mro__ }}",
    "{{ 'a'.__class__() }}",
    "{{ s.upper is callable }} {{ s.upper is string }}",
    "{{ 'tést'.upper().lower().title() }} {{ 'a\\nb'.title() }} {{ \"don't\".capitalize() }}",
    "{{ 'x=1;y=2'.split(';')|map('split', '=')|list }}",
)

# the sandbox
add(
    "{{ l.append(4) }}",
    "{% set _ = l.append(4) %}",
    "{{ l.append is defined }} {{ d.update is callable }} {{ l.append }}|",
    "{{ d.pop('a') }}",
    "{{ d.update({'z': 1}) }}",
    "{{ d.setdefault('z', 1) }}",
    "{{ l.sort() }}",
    "{{ l.pop() }}",
    "{{ [].extend([1]) }}",
    "{{ l.insert(0, 1) }}",
    "{{ l.remove(1) }}",
    "{{ {}.clear() }}",
    "{{ d.popitem() }}",
    "{{ l.reverse() }}",
    "{{ ().__class__ }}| {{ n.__init__ }}| {{ range.__doc__ }}|",
    "{{ d._private }}| {{ {'_x': 1}._x }} {{ {'__y__': 2}.__y__ }}",
    "{{ i.__class__.__base__ }}",
    "{{ namespace(x=1).x }}",
)

# runtime and syntax errors
add(
    "{{ 1 + 'a' }}", "{{ 'a' + 1 }}", "{{ 'a' + none }}", "{{ 'a' + [1] }}", "{{ [1] + 'a' }}", "{{ [1] + (2,) }}", "{{ none + 1 }}",
    "{{ 1 / 0 }}", "{{ 1 // 0 }}", "{{ 1 % 0 }}", "{{ 1.0 / 0 }}", "{{ 'a' - 'b' }}", "{{ 'a' * 'b' }}", "{{ -'a' }}", "{{ none < 1 }}",
    "{{ 1 < 'a' }}", "{{ [] < 1 }}", "{{ {} < {} }}", "{{ 1 in 5 }}", "{{ 1 in 'abc' }}", "{{ 'a' in none }}", "{{ 5() }}", "{{ 'a'() }}", "{{ undefined_thing + 1 }}",
    "{{ 'a' + undefined_thing }}", "{{ undefined_thing < 1 }}", "{{ -undefined_thing }}", "{{ undefined_thing * 2 }}", "{{ {[1]: 2} }}", "{{ {{}: 2} }}",
    "{{ none|length }}", "{{ none.split() }}", "{{ range('a') }}", "{{ dict(1) }}", "{{ 0 ** -1 }}", "{{ (2).x.y }}", "{{ l.index(99) }}",
    "{{ 1e308 * 10 }} {{ 2.0 ** 2000 }}",
    "{{ 'ok' }}",
    "{% if %}{% endif %}", "{% for %}{% endfor %}", "{% for x in %}{% endfor %}", "{{ }}", "{{ 1 + }}", "{{ (1 }}", "{{ [1, }}", "{{ {1: } }}", "{{ a b }}", "{% endif %}",
    "{% if 1 %}", "{% for x in l %}", "{{ 'abc }}", "{{ 1", "{% unknown %}", "{% set %}", "{% set 1 = 2 %}", "{% set true = 2 %}", "{{ a. }}", "{{ a.1b }}", "{# open", "{% raw %}x",
    "{% macro %}{% endmacro %}", "{% macro m(a=1, b) %}{% endmacro %}", "{% call 5 %}{% endcall %}", "{% break %}", "{{ f(a=1, 2) }}", "{{ f(*a, *b) }}", "{{ ] }}", "{{ (1] }}", "{{ a $ b }}",
    "{{ 'a' is }}", "{{ a|}}", "{{ a is b is c }}", "{% else %}", "{% elif x %}", "{{ not }}",
    "{% for x in l %}{% endif %}", "{% if t %}{% endfor %}", "{% do x %}", "{{ 1 if }}", "{{ ** }}", "{% set x = %}", "{% filter %}x{% endfilter %}", "{% with x %}{% endwith %}", "{{ '\\x4' }}", "{{ '\\N{NO SUCH THING}' }}",
    "{{ a[ }}", "{{ f(a=1, a=2) }}", "{{ 08 }}", "{{ 1.2.3 }}", "{{ - }}", "{% set a.b.c = 1 %}", "{{ a..b }}", "{% for a.b in l %}{% endfor %}", "{{ {'a' 1} }}", "{% if t %}{% else %}{% else %}{% endif %}",
    "{{ @ }}", "{{ a ? b }}", "{{ a = b }}", "{{ a === b }}", "{{ a && b }}", "{{ !a }}", "{% macro m(a.b) %}{% endmacro %}", "{% endmacro %}", "{{ %}", "{% }}",
)

add(
    "{{ ('ab'|e)|list }} {{ ('a b'|e).split() }} {{ ('a-b'|e).partition('-') }} {{ ('ab'|e)[0] is escaped }} {{ ('ab'|e)|reverse|list }}",
    "{{ '{[0]}'.format([1]) }}",
    "{{ '{:,}'.format('x') }}",
    "{{ n[1:] }}",
    "{{ d[1:] }}",
    "{{ ' a b '.split(none, 1) }} {{ ' a b c '.rsplit(none, 1) }} {{ 'a  b'.rsplit() }} {{ 'a b  '.rsplit(none, 5) }}",
    "{{ true and [] or {} }} {{ (l and d).a }} {{ [] or undefined_thing or 'end' }}",
    "{% for x in l %}{% for y in l if y > x %}{{ x }}{{ y }}{{ loop.index }}/{{ loop.length }};{% else %}none;{% endfor %}{% endfor %}",
    "{% set ns = namespace(found=false) %}{% for m in msgs if not ns.found %}{% if m.role == 'user' %}{% set ns.found = true %}{{ m.content }}{% endif %}{% endfor %}",
)

# what real templates do
add(
    "{%- for m in msgs %}\n    {%- if m['content'] is string %}\n        {{- '<|im_start|>' + m['role'] + '\\n' + m['content'] | trim + '<|im_end|>\\n' }}\n    {%- elif m['content'] is iterable and m['content'] is not mapping %}\n        {%- for p in m['content'] %}\n            {{- p['text'] }}\n        {%- endfor %}\n    {%- endif %}\n{%- endfor %}",
    "{%- set ns = namespace(multi=true, last=msgs|length - 1) %}{%- for m in msgs[::-1] %}{%- set index = (msgs|length - 1) - loop.index0 %}{%- if ns.multi and m.role == 'user' %}{%- set ns.multi = false %}{%- set ns.last = index %}{%- endif %}{%- endfor %}{{ ns.last }}",
    "{% for m in msgs %}{% if (m.role == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Conversation roles must alternate') }}{% endif %}{% endfor %}",
    "{% if msgs[0].role == 'system' %}{% set system_message = msgs[0].content|trim %}{% set loop_messages = msgs[1:] %}{% else %}{% set loop_messages = msgs %}{% endif %}{{ system_message }}|{{ loop_messages|length }}",
    "{% if not tools is defined %}{% set tools = none %}{% endif %}{{ tools }} {% if tools is not none %}x{% endif %}{% if enable_thinking is defined and enable_thinking is false %}off{% endif %}",
    "{%- macro render(v) -%}{%- if v is mapping -%}{{- '{' -}}{%- for k, x in v|dictsort -%}{{- k }}:{{ render(x) }}{%- if not loop.last %},{% endif -%}{%- endfor -%}{{- '}' -}}{%- elif v is string -%}{{- '<' ~ v ~ '>' -}}{%- elif v is iterable -%}[{%- for x in v -%}{{ render(x) }}{% if not loop.last %}, {% endif %}{%- endfor -%}]{%- else -%}{{ v }}{%- endif -%}{%- endmacro -%}{{ render(d) }}",
    "{{ msgs|map(attribute='role')|join(' > ') }}{% set first_user = msgs|selectattr('role', 'equalto', 'user')|map(attribute='content')|first %}{{ first_user }}",
    "{% for m in msgs %}{% if m.tool_calls %}{% for c in m.tool_calls %}{% set c = c.f %}{{ '{\"name\": \"' + c.name + '\", \"arguments\": ' }}{{ c.args | tojson }}{{ '}' }}{% endfor %}{% endif %}{% endfor %}",
    "{{ 'a' if msgs[0].content is string and msgs[0].content|length > 3 else 'b' }}{{ '\\n' if not loop else '' }}{{ (msgs|last).content[0]['text'] }}",
    "{% set content = '<think>\\nabc\\n</think>\\n\\nanswer' %}{{ content.split('</think>')[0].rstrip('\\n').split('<think>')[-1].lstrip('\\n') }}|{{ content.split('</think>')[-1].lstrip('\\n') }}|{{ '</think>' in content }}",
)


class Generation(jinja2.ext.Extension):
    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return nodes.CallBlock(self.call_method("_body"), [], [], body).set_lineno(line)

    def _body(self, caller):
        return caller()


def tojson(value, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
    return json.dumps(
        value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys
    )


def raise_exception(message):
    raise jinja2.exceptions.TemplateError(message)


def environment():
    env = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[Generation, jinja2.ext.loopcontrols]
    )
    env.filters["tojson"] = tojson
    env.globals["raise_exception"] = raise_exception
    env.globals["strftime_now"] = lambda f: datetime.datetime(2026, 3, 5, 14, 7, 9, 123456).strftime(f)
    return env


def outcome(env, template):
    try:
        compiled = env.from_string(template)
    except (jinja2.TemplateSyntaxError, SyntaxError):
        return {"error": "syntax"}
    try:
        return {"text": compiled.render(**copy.deepcopy(CONTEXT))}
    except Exception as e:
        return {"error": type(e).__name__, "message": str(e)}


def main():
    env = environment()
    cases = [{"template": t, **outcome(env, t)} for t in dict.fromkeys(CASES)]
    json.dump({"context": CONTEXT, "cases": cases}, sys.stdout, ensure_ascii=False, indent=1)
    print()


if __name__ == "__main__":
    main()
