"""Ordinary chat prompts of our own, with domain and difficulty.

Exam questions alone teach a classifier that every text is an exam question: "hi there" turns into philosophy, and a
one-line lookup into a hard problem. These templates show it what people type. Difficulty is the chance that a small
model fails: 0.03 a greeting, 0.9 a proof or the design of a system.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class ChatPrompt:
    """A prompt, the domain it belongs to, and the chance that a small model fails on it."""

    text: str
    domain: str
    difficulty: float


# A slot's name, and what may stand in it, separated by commas; an indented line goes on with the one before.
_FILLERS = """
name: Anna, Ben, Chidi, Dana, Emil, Fatima, George, Hana, Ivan, Julia, Ken, Lena
country: France, Japan, Brazil, Kenya, Canada, Norway, Peru, Egypt, India, Spain, Turkey, Australia, Poland,
  Vietnam, Chile, Germany, Italy, Mexico, Nigeria, Portugal
city: Paris, Tokyo, Lagos, Lima, Oslo, Cairo, Berlin, Rome, Toronto, Madrid, Seoul
language: French, Spanish, German, Italian, Japanese, Portuguese, Dutch, Polish, Arabic
programming: Python, Java, Rust, Go, TypeScript, C++, Kotlin, SQL, bash, JavaScript
day: Monday, Tuesday, tomorrow, the weekend, next week, Friday, my birthday, tonight
dish: pancakes, lasagna, a vegan curry, banana bread, tomato soup, a quick salad, sushi, chili
animal: cats, dogs, penguins, whales, octopuses, bees, elephants, frogs, owls, sharks
small: 3, 7, 12, 15, 18, 24, 36, 48, 64, 80
thing: the dog, a good book, the summer, my new bike, the old house, this song, the red car
work: Hamlet, Don Quixote, the Odyssey, Moby Dick, Frankenstein, Dracula, Emma, Faust
occasion: a birthday, a wedding, a farewell party, a new job, an anniversary, Christmas
disease: a cold, the flu, a migraine, hay fever, a sprained ankle, heartburn, back pain
company: a bakery, a small online shop, a startup, a gym, a coffee shop, a consulting firm
war: the First World War, the Cold War, the French Revolution, the American Civil War, the Crusades
leader: Napoleon, Cleopatra, Abraham Lincoln, Genghis Khan, Queen Victoria, Julius Caesar
element: sodium, oxygen, gold, carbon, iron, helium, copper, zinc, chlorine
organ: the heart, the liver, a cell, the lung, the kidney, a leaf, DNA, the stomach
thinker: Kant, Plato, Aristotle, Nietzsche, Hume, Descartes, Confucius, Spinoza
structure: list, string, binary tree, linked list, dictionary, queue, matrix, graph
market: inflation, interest rates, unemployment, supply and demand, GDP, a recession, taxes
emotion: stress, anxiety, motivation, procrastination, grief, anger, self-esteem, burnout
"""

# A section's domain and difficulty, and its templates, separated by slashes.
_TEMPLATES = """
[other 0.03]
hello / hi / hi there / hey / hey there! / good morning / good evening / Hi, how are you? / how are you today? /
what's up / thanks / thank you! / thanks a lot, that helped / ok / okay great / yes / no / sure, go ahead / bye /
see you later / good night / who are you? / what is your name? / what can you do? / are you a robot? /
can you help me? / test / ping / hello world / please continue / go on / say that again / I don't understand /
tell me a joke / tell me a joke about {animal} / tell me something interesting / tell me a fun fact about {animal} /
how old are you? / where do you live? / nice to meet you, I am {name} / my name is {name} / what time is it? /
what day is it today? / what is the weather in {city}? / will it rain in {city} on {day}? / sing me a song /
I am bored / do you like {animal}? / what is the capital of {country}? / What's the capital of {country} /
which language do people speak in {country}? / where is {city}? / what currency is used in {country}? /
how many people live in {city}? / is {city} in {country}? / who wrote {work}? / when is Christmas? /
translate '{thing}' into {language} / how do you say thank you in {language}? /
how do I say good morning in {language} / spell necessary / what is the opposite of hot? /
give me a synonym for happy / what rhymes with blue? / what color is the sky? / how many days are in a year? /
remind me to call {name} on {day} / set a timer for {small} minutes / play some music / turn off the lights /
what does LOL mean? / fix the spelling: I has recieved you're letter / how do I boil an egg?
[other 0.15]
how do I make {dish}? / give me a recipe for {dish} / what should I cook on {day}? / what should I wear on {day}? /
write a short poem about {thing} / write a birthday card for {name} / write a toast for {occasion} /
suggest three gifts for {occasion} / plan a weekend in {city} / what should I see in {city}? /
recommend a movie for {day} / recommend a book like {work} / summarize {work} in two sentences /
write a friendly reply to {name} who invited me to {occasion} / rewrite this politely: send me the file now /
make this sentence shorter: I am writing to you in order to ask whether you are free on {day} /
summarize the following text in one paragraph / what are the rules of chess? / who won the last world cup? /
what is a good name for a dog? / give me five ideas for {occasion} / write an email to {name} about {day} /
translate this letter into {language} / how do I remove a coffee stain? / how do I change a tire? /
write a tweet about {thing} / proofread my paragraph / is it cheaper to fly or take the train to {city}?
[other 0.4]
write a short story about {name} and {animal} in {city} / plan a two week trip through {country} with a budget /
compare {city} and {city} as places to live with children /
write a sonnet about {thing} that never uses the letter e / compare the style of {work} and {work}
[math 0.03]
what is {small} plus {small}? / {small} + {small} / what is {small} times {small}? / half of {small} /
how many minutes are in {small} hours? / convert {small} km to miles / what is {small} percent of 200? /
is {small} a prime number? / round 3.{small} to one decimal / what is pi?
[math 0.15]
solve x + {small} = 80 / what is the area of a circle with radius {small}? / explain fractions to a child /
what is a derivative? / a shirt costs {small} dollars and is 20% off, what do I pay? /
{name} has {small} apples and gives {small} to {name}. How many are left? / what is the mean of 3, 5 and {small}?
[math 0.7]
a train leaves {city} at 60 km/h and another follows {small} minutes later at 90 km/h; when does it catch up? /
integrate x^2 * exp(-{small}x) from 0 to infinity / find all integer solutions of x^2 - {small}y^2 = 1 /
how many ways are there to seat {small} people at a round table if two of them refuse to sit together? /
find the eigenvalues of the matrix [[2, {small}], [1, 4]] and say whether it can be diagonalised /
solve the differential equation y'' + {small} y' + 6 y = cos(x) with y(0) = 1 and y'(0) = 0
[math 0.9]
prove that the square root of {small} plus the cube root of 2 is irrational /
prove that there are infinitely many primes of the form 4k + 3 /
prove that every continuous function on a compact set is uniformly continuous /
show that a group of order p^2 is abelian / prove by induction that the sum of the first n cubes is a square /
let f be an entire function with |f(z)| <= {small}|z|^2; prove that f is a polynomial of degree at most 2 /
compute the probability that a random walk on Z^3 returns to the origin and justify each step /
evaluate the sum over n of 1/(n^2 + {small}) in closed form / prove the spectral theorem for normal matrices
[computer science 0.15]
write a {programming} function that reverses a {structure} / how do I sort a {structure} in {programming}? /
what is a {structure}? / how do I print hello world in {programming}? / what does git pull do? /
how do I read a file line by line in {programming}? / write a for loop in {programming} / what is an API? /
what is the difference between a {structure} and a {structure}? / how do I install {programming}? /
write a regex that matches a date / explain recursion simply / convert this JSON to CSV
[computer science 0.4]
write unit tests for a {programming} class that parses dates / why does my {programming} program leak memory? /
explain how a hash map handles collisions / refactor this {programming} function to avoid nested loops /
fix this bug: the {programming} loop never ends when the {structure} is empty /
what is the time complexity of building a heap and why? / explain the difference between TCP and UDP in detail
[computer science 0.9]
design a distributed rate limiter for {small} data centers that survives a network partition /
write a lock-free {structure} in {programming} and argue that it is linearizable /
design the database schema, sharding and failover of a chat service with 100 million users /
implement a B-tree with concurrent inserts in {programming} / prove that the halting problem is undecidable /
write a compiler for a small language with closures in {programming} /
find the race condition in this {programming} scheduler and redesign it without locks /
reduce 3-SAT to vertex cover and prove the reduction correct /
design a consensus protocol that tolerates {small} byzantine nodes and analyse its message complexity
[physics 0.15]
why is the sky blue? / what is gravity? / what is the speed of light? / why do boats float? / what is electricity? /
how hot is the sun? / how far away is the moon? / explain a rainbow to a child
[physics 0.7]
a block of {small} kg slides down a rough incline of 30 degrees; find its speed after {small} m /
derive the period of a pendulum for large amplitudes /
find the electric field inside a charged hollow sphere of radius {small} cm with a hole /
derive the Lorentz transformation from the two postulates
[chemistry 0.15]
what is the symbol of {element}? / what is the atomic number of {element}? / what is an acid? /
is {element} a metal? / why does ice float on water? / what happens when you mix vinegar and baking soda?
[chemistry 0.7]
calculate the pH of a buffer of {small} mL 0.1 M acetic acid and {small} mL 0.2 M sodium acetate /
propose a synthesis of aspirin from benzene and give the mechanism of each step /
how many grams of {element} oxide form when {small} g of {element} burn completely?
[biology 0.15]
what does {organ} do? / what do {animal} eat? / how long do {animal} live? / what is photosynthesis? /
are {animal} mammals? / why do leaves change color? / how do {animal} sleep?
[biology 0.4]
explain how mRNA is translated into protein / how does natural selection lead to new species? /
compare mitosis and meiosis step by step / how do {animal} adapt to cold?
[health 0.15]
what helps against {disease}? / how much water should I drink a day? / how many hours should I sleep? /
is coffee bad for you? / what are the symptoms of {disease}? / how many calories are in a banana? /
how can I lose weight? / can I take ibuprofen for {disease}? / give me a ten minute workout
[health 0.4]
which drugs must not be taken together with warfarin and why? /
a patient of {small} years has chest pain and a normal ECG; what are the next steps?
[history 0.15]
when did {war} start? / who was {leader}? / when was {leader} born? / who was the first president of the US? /
what caused {war}? / summarize {war} in three sentences / who built the pyramids? / how did {leader} die?
[history 0.4]
discuss how {war} changed the economy of {country} / compare the rule of {leader} and {leader} /
which historians disagree about the causes of {war}, and on what evidence?
[law 0.15]
what is a contract? / can my landlord raise the rent? / what is the difference between civil and criminal law? /
do I need a lawyer to write a will? / what is copyright? / can I return something I bought online? /
can my employer fire me without notice?
[law 0.7]
a tenant in {city} sublets without consent and the subtenant is injured on the stairs; who is liable and why? /
draft a non-disclosure agreement between {company} and a supplier with a penalty clause
[economics 0.15]
what is {market}? / explain {market} in simple words / why do prices rise? / what does a central bank do? /
how does {market} affect me?
[economics 0.7]
derive the optimal tariff of a large country and its effect on {market} /
in a Cournot duopoly with demand p = 100 - q and costs {small} and {small}, find the equilibrium /
analyse how {market} affects {country} in an open economy with a fixed exchange rate
[business 0.15]
write a slogan for {company} / suggest a name for {company} / what is a business plan? / how do I write an invoice? /
what does ROI mean? / write a job ad for {company} / how do I ask my boss for a raise? /
write a product description for a water bottle / what is marketing?
[business 0.4]
write a business plan for {company} in {city} /
a machine costs {small}000 dollars and saves 5000 a year; compute its net present value at 8% /
how should {company} price a subscription against two rivals?
[psychology 0.15]
how do I deal with {emotion}? / what is {emotion}? / why do people dream? / how can I make friends? /
what is an introvert? / how do I stop {emotion} at work? / why do I feel sad on {day}?
[psychology 0.4]
compare cognitive behavioural therapy and psychoanalysis for {emotion} /
design an experiment that separates {emotion} from fatigue
[philosophy 0.15]
what is the meaning of life? / who was {thinker}? / what is ethics? / what did {thinker} believe? /
do we have free will? / what is the trolley problem?
[philosophy 0.7]
is {thinker}'s view of knowledge consistent with that of {thinker}? argue both sides /
reconstruct {thinker}'s argument in premises and show which one {thinker} would reject
[engineering 0.15]
how does a fridge work? / what is a transistor? / how does a car engine work? / what is torque? /
which screw do I need for drywall? / how do solar panels work?
[engineering 0.7]
size a beam of {small} m that carries {small} kN at its middle with a deflection below 1/300 /
design a PI controller for a plant with transfer function 1/(s(s+{small})) and 60 degrees of phase margin /
compute the efficiency of a Rankine cycle between {small} bar and 0.1 bar with reheat
"""

_SECTION = re.compile(r"\[(.+) ([\d.]+)\]")
_SLOT = re.compile(r"\{(\w+)\}")


def chat_prompts(per_template: int, seed: int) -> list[ChatPrompt]:
    """Draws prompts from every template, without repeats.

    Args:
        per_template: Tries for each template; one without a slot gives one prompt and casing variants.
        seed: Same seed, same prompts.
    """
    chance = random.Random(seed)
    fillers = _fillers()
    prompts: dict[str, ChatPrompt] = {}
    for template in _templates():
        for _ in range(per_template):
            filled = _SLOT.sub(lambda slot: chance.choice(fillers[slot[1]]), template.text)
            text = _typed(filled, chance)
            prompts.setdefault(text, ChatPrompt(text, template.domain, template.difficulty))
    return list(prompts.values())


@cache
def _fillers() -> dict[str, tuple[str, ...]]:
    lines = _FILLERS.replace("\n  ", " ").strip().splitlines()
    return {name: tuple(values.split(", ")) for name, values in (line.split(": ", 1) for line in lines)}


def _templates() -> Iterator[ChatPrompt]:
    domain, difficulty = "", 0.0
    for line in _TEMPLATES.strip().splitlines():
        if section := _SECTION.fullmatch(line):
            domain, difficulty = section[1], float(section[2])
            continue
        for text in line.removesuffix(" /").split(" / "):
            yield ChatPrompt(text, domain, difficulty)


def _typed(text: str, chance: random.Random) -> str:
    """What people do to a sentence: capital or not, closing mark or not, a polite word before it."""
    if chance.random() < 0.15:
        text = chance.choice(("please ", "can you ", "hey, ", "hi! ", "quick question: ", "could you tell me ")) + text
    if chance.random() < 0.5:
        text = text[:1].upper() + text[1:]
    if chance.random() < 0.3:
        text = text.rstrip("?.!")
    return text
