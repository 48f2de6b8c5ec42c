//! What workers send each other: the one place that knows the engine.

use std::cell::RefCell;
use std::rc::Rc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use timely::dataflow::InputHandleVec;
use timely::dataflow::channels::pact::Exchange;
use timely::dataflow::operators::generic::operator::Operator;
use timely::dataflow::operators::vec::Input;
use timely::worker::Worker;

use crate::cluster::hash;

/// A parcel is sent once it holds so many bytes.
const PARCEL: usize = 1 << 18;

/// Records for one worker, as JSON Lines: they travel as they stand in files.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Parcel {
    to: u64,
    lines: String,
}

/// Which worker looks after what: all agree on it, whoever asks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Owners(u64);

impl Owners {
    /// The owner of an article, a claim or a cluster, by its id.
    pub(super) fn of(self, id: &str) -> usize {
        self.of_number(hash(id))
    }

    /// The owner of a number that is spread evenly.
    pub(super) fn of_number(self, number: u64) -> usize {
        (number % self.0) as usize
    }
}

/// One worker's end of the network. All workers call the same exchanges in the same order.
pub(super) struct Net<'w> {
    worker: &'w mut Worker,
    /// Bytes handed to other workers so far.
    pub(super) sent: u64,
    /// The first line that was not understood: another version of this program sent it.
    pub(super) fault: Option<serde_json::Error>,
}

impl<'w> Net<'w> {
    pub(super) fn new(worker: &'w mut Worker) -> Net<'w> {
        Net { worker, sent: 0, fault: None }
    }

    /// The number of this worker among all, from 0.
    pub(super) fn index(&self) -> usize {
        self.worker.index()
    }

    /// How many workers there are.
    pub(super) fn peers(&self) -> usize {
        self.worker.peers()
    }

    /// Who looks after what.
    pub(super) fn owners(&self) -> Owners {
        Owners(self.worker.peers() as u64)
    }

    /// Sends each record to its worker and takes what is sent here, in no order; returns when all workers are done. What a worker sends
    /// itself is handed over as it is.
    pub(super) fn exchange<T: Serialize + DeserializeOwned>(
        &mut self,
        records: impl IntoIterator<Item = (usize, T)>,
        mut take: impl FnMut(T),
    ) {
        let own = self.index();
        let inbox: Rc<RefCell<Vec<Parcel>>> = Rc::default();
        let mut input: InputHandleVec<u64, Parcel> = InputHandleVec::new();
        let arrived = Rc::clone(&inbox);
        self.worker.dataflow(|scope| {
            scope.input_from(&mut input).sink(Exchange::new(|parcel: &Parcel| parcel.to), "parcels", move |(input, _)| {
                input.for_each(|_, parcels| arrived.borrow_mut().append(parcels));
            });
        });
        let mut fault = None;
        let mut open = |take: &mut dyn FnMut(T)| {
            for parcel in inbox.take() {
                for record in serde_json::Deserializer::from_str(&parcel.lines).into_iter() {
                    match record {
                        Ok(record) => take(record),
                        Err(e) => fault = fault.take().or(Some(e)),
                    }
                }
            }
        };
        let mut parcels: Vec<Vec<u8>> = vec![Vec::new(); self.worker.peers()];
        let mut send = |worker: &mut Worker, to: usize, lines: Vec<u8>| {
            self.sent += lines.len() as u64;
            // What serde_json writes is UTF-8.
            input.send(Parcel { to: to as u64, lines: String::from_utf8(lines).unwrap_or_default() });
            input.flush();
            worker.step();
        };
        for (to, record) in records {
            if to == own {
                take(record);
                continue;
            }
            let Some(lines) = parcels.get_mut(to) else { continue };
            if let Err(e) = serde_json::to_writer(&mut *lines, &record) {
                self.fault = self.fault.take().or(Some(e));
            }
            lines.push(b'\n');
            if lines.len() >= PARCEL {
                send(self.worker, to, std::mem::take(lines));
                open(&mut take);
            }
        }
        for (to, lines) in parcels.into_iter().enumerate().filter(|(_, lines)| !lines.is_empty()) {
            send(self.worker, to, lines);
        }
        input.close();
        while self.worker.has_dataflows() {
            self.worker.step_or_park(None);
            open(&mut take);
        }
        open(&mut take);
        self.fault = self.fault.take().or(fault);
    }

    /// Gives every worker what each has, by the number of the worker.
    pub(super) fn share<T: Serialize + DeserializeOwned + Clone>(&mut self, own: T) -> Vec<T> {
        let (index, peers) = (self.index(), self.peers());
        let mut all: Vec<(usize, T)> = Vec::new();
        self.exchange((0..peers).map(|to| (to, (index, own.clone()))), |part| all.push(part));
        all.sort_by_key(|(from, _)| *from);
        all.into_iter().map(|(_, part)| part).collect()
    }
}
