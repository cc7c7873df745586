package org.outreachsync.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the members of a JSON object in UTF-8, in the order of the calls. Used by one thread. */
public final class JsonMembers {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator generator;

    private JsonMembers(JsonGenerator generator) {
        this.generator = generator;
    }

    /** A JSON object with the members that are added. */
    public static byte[] object(Consumer<JsonMembers> members) {
        try (var bytes = new ByteArrayBuilder();
                var generator = JSON.createGenerator(bytes)) {
            generator.writeStartObject();
            members.accept(new JsonMembers(generator));
            generator.writeEndObject();
            generator.flush();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A JSON object with one member: a list of objects. */
    public static <T> byte[] ofList(String name, Iterable<T> items, BiConsumer<T, JsonMembers> item) {
        return object(members -> members.list(name, items, item));
    }

    private interface Writing {
        void write() throws IOException;
    }

    private JsonMembers put(String name, Writing value) {
        try {
            generator.writeFieldName(name);
            value.write();
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A text. */
    public JsonMembers put(String name, String text) {
        return put(name, () -> generator.writeString(text));
    }

    /** A whole number. */
    public JsonMembers put(String name, long number) {
        return put(name, () -> generator.writeNumber(number));
    }

    /** A whole number, or null. */
    public JsonMembers putNullable(String name, @Nullable Long number) {
        return number == null ? putNull(name) : put(name, number.longValue());
    }

    /** A number in binary. */
    public JsonMembers put(String name, double number) {
        return put(name, () -> generator.writeNumber(number));
    }

    /** A decimal number, exactly. */
    public JsonMembers put(String name, BigDecimal number) {
        return put(name, () -> generator.writeNumber(number));
    }

    /** True or false. */
    public JsonMembers put(String name, boolean flag) {
        return put(name, () -> generator.writeBoolean(flag));
    }

    /** Null: the value is not known. */
    public JsonMembers putNull(String name) {
        return put(name, generator::writeNull);
    }

    /** An object. */
    public JsonMembers object(String name, Consumer<JsonMembers> members) {
        return put(name, () -> {
            generator.writeStartObject();
            members.accept(this);
            generator.writeEndObject();
        });
    }

    /** A list of objects. */
    public <T> JsonMembers list(String name, Iterable<T> items, BiConsumer<T, JsonMembers> item) {
        return put(name, () -> {
            generator.writeStartArray();
            for (var each : items) {
                generator.writeStartObject();
                item.accept(each, this);
                generator.writeEndObject();
            }
            generator.writeEndArray();
        });
    }

    /** A list of texts. */
    public JsonMembers texts(String name, Iterable<String> texts) {
        return put(name, () -> {
            generator.writeStartArray();
            for (var text : texts) {
                generator.writeString(text);
            }
            generator.writeEndArray();
        });
    }

    /** A list of whole numbers. */
    public JsonMembers numbers(String name, Iterable<Integer> numbers) {
        return put(name, () -> {
            generator.writeStartArray();
            for (int number : numbers) {
                generator.writeNumber(number);
            }
            generator.writeEndArray();
        });
    }
}
