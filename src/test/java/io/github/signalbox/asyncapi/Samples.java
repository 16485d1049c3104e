package io.github.signalbox.asyncapi;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Types that applications have, in all the ways that they write them. */
public final class Samples {

    static final Spoken SPOKEN = new Spoken("Ada", "Hello");
    static final Page<Spoken> page = new Page<>(List.of(SPOKEN), 1);

    private Samples() {}

    public record Spoken(String who, String text) {}

    public record Page<T>(List<T> items, int total) {}

    public record Point(int x, int y) {}

    /** Around another class of the same name. */
    public static final class Other {

        private Other() {}

        public record Point(int z) {}
    }

    public record Line(Point from, Point to) {}

    public enum Color {
        RED,
        DARK_BLUE {
            @Override
            public String toString() {
                return "dark blue";
            }
        }
    }

    /** Fields, getters and setters in every combination. */
    public static class Base {

        public String inherited;
    }

    public static class Bean extends Base {

        public static final String constant = "no property";
        public transient String passing = "none either";
        public String open;
        private String plain;

        @JsonbProperty("renamed")
        private String old;

        private String split;

        @JsonbTransient
        public String hidden = "hidden";

        private String unseen = "no getter";
        private String secret;
        private Boolean flag;
        private boolean set;

        static Bean sample() {
            Bean bean = new Bean();
            bean.inherited = "i";
            bean.open = "o";
            bean.plain = "p";
            bean.old = "r";
            bean.split = "s";
            bean.flag = true;
            return bean;
        }

        public String getPlain() {
            return plain;
        }

        public void setPlain(String plain) {
            this.plain = plain;
        }

        public String getOld() {
            return old;
        }

        public void setOld(String old) {
            this.old = old;
        }

        @JsonbProperty("read-name")
        public String getSplit() {
            return split;
        }

        @JsonbProperty("write-name")
        public void setSplit(String split) {
            this.split = split;
        }

        public int getComputed() {
            return 1;
        }

        public void setSecret(String secret) {
            this.secret = secret;
        }

        boolean isKnown() {
            return secret != null && unseen != null;
        }

        public Boolean isFlag() {
            return flag;
        }

        public void setFlag(Boolean flag) {
            this.flag = flag;
        }

        public boolean isSet() {
            return set;
        }

        public void setSet(boolean set) {
            this.set = set;
        }
    }

    public static class Times {

        public Instant instant = Instant.EPOCH;
        public OffsetDateTime offsetDateTime = OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.ofHours(2));
        public ZonedDateTime zonedDateTime = ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneId.of("Europe/Paris"));
        public LocalDate localDate = LocalDate.of(2026, 1, 2);
        public LocalDateTime localDateTime = LocalDateTime.of(2026, 1, 2, 3, 4);
        public LocalTime localTime = LocalTime.of(3, 4);
        public OffsetTime offsetTime = OffsetTime.of(3, 4, 5, 0, ZoneOffset.ofHours(2));
        public Duration duration = Duration.ofMinutes(90);
        public Period period = Period.ofDays(3);
        public ZoneId zoneId = ZoneId.of("Europe/Paris");
        public ZoneOffset zoneOffset = ZoneOffset.ofHours(2);
        public Date date = new Date(0);
        public UUID uuid = new UUID(1, 2);
        public URI uri = URI.create("a/b");

        @JsonbDateFormat("dd.MM.yyyy")
        public LocalDate formatted = LocalDate.of(2026, 1, 2);

        static Times sample() {
            return new Times();
        }
    }

    public static class Numbers {

        public byte b;
        public short s;
        public int i;
        public long l = Long.MAX_VALUE;
        public float f = 1.5f;
        public double d = 2.5;
        public char c = 'c';
        public boolean z;
        public Integer boxed;
        public Character letter;
        public BigDecimal decimal;
        public BigInteger whole;
        public Number number;
        public byte[] bytes;
        public int[] ints;
        public double[][] matrix;

        static Numbers sample() {
            Numbers numbers = new Numbers();
            numbers.boxed = 1;
            numbers.letter = 'x';
            numbers.decimal = new BigDecimal("1.50");
            numbers.whole = BigInteger.TEN;
            numbers.number = new BigDecimal("3");
            numbers.bytes = new byte[] {1, -1};
            numbers.ints = new int[] {1, 2};
            numbers.matrix = new double[][] {{1, 2}, {}};
            return numbers;
        }
    }

    public record Maybe(Optional<String> text, OptionalInt number, Optional<Point> point) {

        static final Maybe FULL = new Maybe(Optional.of("x"), OptionalInt.of(1), Optional.of(new Point(1, 2)));
        static final Maybe EMPTY = new Maybe(Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    public static class Maps {

        public Map<String, Point> byText = new TreeMap<>();
        public Map<Color, Integer> byColor = new TreeMap<>();
        public Map<Integer, String> byNumber = new TreeMap<>();
        public Set<Color> colors = Set.of();
        public List<List<String>> nested = List.of();

        static Maps sample() {
            Maps maps = new Maps();
            maps.byText.put("a", new Point(1, 2));
            maps.byColor.put(Color.RED, 1);
            maps.byNumber.put(7, "seven");
            maps.colors = Set.of(Color.RED);
            maps.nested = List.of(List.of("a"), List.of());
            return maps;
        }
    }

    /** Has itself inside. */
    public static class Node {

        public String name;
        public Node next;
        public List<Node> children = List.of();
        public Map<String, Node> byName = Map.of();

        static Node sample() {
            Node node = new Node();
            node.next = new Node();
            node.next.name = "next";
            node.children = List.of(new Node());
            node.byName = Map.of("a", new Node());
            return node;
        }
    }

    /** Made by a factory; one of its parameters is no property. */
    public static final class Made {

        private final int count;

        private Made(int count) {
            this.count = count;
        }

        @JsonbCreator
        public static Made of(@JsonbProperty("count") int count, @JsonbProperty("label") String label) {
            return new Made(count);
        }

        public int getCount() {
            return count;
        }
    }

    public static class PointAsText implements JsonbAdapter<Point, String> {

        @Override
        public String adaptToJson(Point point) {
            return point.x() + ":" + point.y();
        }

        @Override
        public Point adaptFromJson(String text) {
            String[] parts = text.split(":");
            return new Point(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }
    }

    public static class Converted {

        @JsonbTypeAdapter(PointAsText.class)
        public Point text;

        public Point plain;

        static Converted sample() {
            Converted converted = new Converted();
            converted.text = new Point(1, 2);
            converted.plain = new Point(3, 4);
            return converted;
        }
    }

    public interface Creature {}

    @JsonbTypeInfo({@JsonbSubtype(alias = "dog", type = Dog.class), @JsonbSubtype(alias = "cat", type = Cat.class)})
    public interface Animal extends Creature {}

    public static class Dog implements Animal {

        public int tricks = 1;
    }

    public static class Cat implements Animal {

        public String mood = "mixed";
    }

    public static class Kennel {

        public List<Animal> animals = List.of();
        public Dog favourite;

        static Kennel sample() {
            Kennel kennel = new Kennel();
            kennel.animals = List.of(new Dog(), new Cat());
            kennel.favourite = new Dog();
            return kennel;
        }
    }

    public sealed interface Shape extends Creature permits Circle, Square {}

    public record Circle(double radius) implements Shape {}

    public record Square(double side) implements Shape {}

    public static class Nillable {

        @JsonbNillable
        public String empty;

        public String absent;
    }

    public static class Raw {

        public JsonValue any;
        public JsonObject object;
        public JsonArray array;
        public Object whatever;

        static Raw sample() {
            Raw raw = new Raw();
            raw.any = JsonValue.TRUE;
            raw.object = Json.createObjectBuilder().add("a", 1).build();
            raw.array = Json.createArrayBuilder().add(1).add("b").build();
            raw.whatever = "x";
            return raw;
        }
    }

    public static class Names {

        public String simple = "";
        public String twoWords = "";
        public String aURL = "";
        public String x1Y2 = "";
    }

    public record Constrained(
            @NotNull @Size(min = 1, max = 5) String name,
            @Min(1) int count,
            @Pattern(regexp = "[A-Z][0-9]") String code) {

        static Constrained sample() {
            return new Constrained("ab", 2, "A1");
        }
    }
}
