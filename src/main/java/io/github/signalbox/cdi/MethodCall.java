package io.github.signalbox.cdi;

import io.github.signalbox.Call;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls a method with {@code @Route}, which takes the params and the call in either order, or leaves them out. */
final class MethodCall implements BeanHandler.Step {

    /** What every such method is brought to: an array of arguments for each call would be garbage. */
    private static final MethodType ANY = MethodType.methodType(Object.class, Object.class, Object.class, Call.class);

    private final MethodHandle method;

    MethodCall(Method method, List<Boolean> isCall) {
        // Beans and their methods need not be public.
        method.setAccessible(true);
        try {
            // As a variable number of arguments, the params would be put into an array of their own.
            this.method = adapt(MethodHandles.lookup().unreflect(method).asFixedArity(), isCall);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("The method was made accessible: " + method, e);
        }
    }

    private static MethodHandle adapt(MethodHandle method, List<Boolean> isCall) {
        int[] order = new int[1 + isCall.size()];
        Class<?>[] types = new Class<?>[order.length];
        types[0] = Object.class;
        for (int i = 1; i < order.length; i++) {
            order[i] = isCall.get(i - 1) ? 2 : 1;
            types[i] = ANY.parameterType(order[i]);
        }
        return MethodHandles.permuteArguments(method.asType(MethodType.methodType(Object.class, types)), ANY, order);
    }

    @Override
    public @Nullable Object apply(Object reference, @Nullable Object params, Call call) throws Exception {
        try {
            return (Object) method.invokeExact(reference, params, call);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new InvocationTargetException(e);
        }
    }
}
