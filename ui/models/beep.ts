let sound: AudioContext | undefined;

/** A low tone for who looks at the goods and not at the screen; silent where a browser forbids it. */
export function beep(): void {
  try {
    sound ??= new AudioContext();
    const tone = new OscillatorNode(sound, { type: "square", frequency: 220 });
    const quiet = new GainNode(sound, { gain: 0.08 });
    tone.connect(quiet).connect(sound.destination);
    tone.start();
    tone.stop(sound.currentTime + 0.25);
  } catch (error) {
    console.error(error);
  }
}
